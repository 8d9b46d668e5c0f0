"""The pages behind secret links."""

import json
import logging

import pytest
import time_machine
from django.core import signing
from django.utils.translation import gettext

from cms.logs.private import PrivateFormatter
from cms.mail.models import Mail
from events.models import Signup
from events.signups.secret_links import SALT, Purpose, make_token
from tests.builders import make_signup_form_row, signed_up, signed_up_and_confirmed
from tests.events.road import form_path, question, sign_up

pytestmark = pytest.mark.django_db


def test_getting_a_secret_page_changes_nothing(client, event):  # S4
    signup = signed_up(event)
    before = Signup.objects.values().get(), Mail.objects.count()
    for purpose, step in [(Purpose.CONFIRM, "confirm/"), (Purpose.PERSONAL, "cancel/"), (Purpose.PERSONAL, "")]:
        path = f"/de/my-signup/{make_token(signup, purpose)}/{step}"
        assert [client.get(path).status_code, client.head(path).status_code] == [200, 200]
    assert (Signup.objects.values().get(), Mail.objects.count()) == before


def test_secret_pages_send_no_referrer_and_other_pages_keep_the_default(client, event):  # X3
    token = make_token(signed_up_and_confirmed(event), Purpose.PERSONAL)
    assert client.get(f"/de/my-signup/{token}/")["Referrer-Policy"] == "no-referrer"
    assert client.get("/de/my-signup/wrong/")["Referrer-Policy"] == "no-referrer"
    assert client.get(form_path(event))["Referrer-Policy"] == "same-origin"


def test_wrong_expired_void_and_foreign_links_get_the_same_404(client, event):  # X3
    signup = signed_up_and_confirmed(event)
    confirm = make_token(signup, Purpose.CONFIRM)
    old = signing.dumps([signup.public_id.hex, "personal", signup.link_version - 1], salt=SALT)
    tokens = [
        "wrong",
        confirm,
        confirm[:-1],
        old,
        "x" * 400,
        signing.dumps("x", salt=SALT),
        signing.dumps([1, 2, 3], salt=SALT),
    ]
    bodies = []
    for token in tokens:
        response = client.get(f"/de/my-signup/{token}/")
        assert response.status_code == 404
        bodies.append(response.content.decode().replace(token, "").replace(token.replace(":", "%3A"), ""))
    assert len(set(bodies)) == 1


def test_a_link_ends_when_the_data_are_erased(client, event):  # X3
    token = make_token(signed_up_and_confirmed(event), Purpose.PERSONAL)
    with time_machine.travel(event.erased_at, tick=False):
        assert client.get(f"/de/my-signup/{token}/").status_code == 404


@pytest.mark.parametrize("lost", ["", "x"])
def test_no_secret_link_is_logged(client, event, caplog, lost):  # V4 X3
    signup = signed_up_and_confirmed(event)
    token = make_token(signup, Purpose.PERSONAL) + lost
    with caplog.at_level(logging.DEBUG):
        for page in ("", "confirm/", "accept/", "cancel/", "correct/", "erase/", "data.json", "event.ics", "nothing"):
            client.get(f"/de/my-signup/{token}/{page}")
            client.put(f"/de/my-signup/{token}/{page}")
            client.post(f"/de/my-signup/{token}/{page}", headers={"sec-fetch-site": "cross-site"})
    written = PrivateFormatter("{message}", style="{")
    assert caplog.records != []
    assert [record for record in caplog.records if token in written.format(record)] == []


@pytest.mark.parametrize("name", ["", "confirm/", "accept/", "cancel/", "correct/", "erase/", "data.json", "event.ics"])
def test_every_secret_page_is_nobodys_to_keep_or_to_tell(client, event, name):  # X3
    purpose = {"confirm/": Purpose.CONFIRM, "accept/": Purpose.ACCEPT}.get(name, Purpose.PERSONAL)
    response = client.get(f"/de/my-signup/{make_token(signed_up_and_confirmed(event), purpose)}/{name}")
    headers = ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")
    assert [response[header] for header in headers] == ["private, no-store", "no-referrer", "noindex"]
    assert (response.status_code, response.cookies) == (200, {})


def test_a_second_confirmation_leads_to_the_same_page_and_sends_nothing(client, event):  # S3
    path = f"/de/my-signup/{make_token(signed_up(event), Purpose.CONFIRM)}/confirm/"
    client.post(path)
    count = Mail.objects.count()
    assert client.post(path).status_code == 303
    assert (Mail.objects.count(), client.get(path).status_code) == (count, 200)


def test_cancelling_makes_old_links_void_and_a_second_click_is_told_so(client, event):  # X3 S3
    token = make_token(signed_up_and_confirmed(event), Purpose.PERSONAL)
    response = client.post(f"/de/my-signup/{token}/cancel/")
    assert (response.status_code, Signup.objects.get().state) == (303, "cancelled")
    assert client.get(response["Location"]).status_code == 200
    assert client.get(f"/de/my-signup/{token}/").status_code == 404
    assert client.get(f"/de/my-signup/{token}/cancel/").status_code == 404
    assert client.post(f"/de/my-signup/{token}/cancel/").status_code == 200


def test_an_offer_is_taken_by_a_button(client, event):  # S5
    first = signed_up_and_confirmed(event, 1)
    second = signed_up_and_confirmed(event, 2)
    client.post(f"/de/my-signup/{make_token(first, Purpose.PERSONAL)}/cancel/")
    second.refresh_from_db()
    path = f"/de/my-signup/{make_token(second, Purpose.ACCEPT)}/accept/"
    assert (client.get(path).status_code, second.state) == (200, "offered")
    assert client.post(path).status_code == 303
    second.refresh_from_db()
    assert second.state == "confirmed"
    assert client.get(path).status_code == 200


def test_the_person_behind_the_last_seat_sees_the_place_on_the_waiting_list(client, event):  # S6
    signed_up_and_confirmed(event, 1)
    signup = signed_up_and_confirmed(event, 2)
    page = client.get(f"/de/my-signup/{make_token(signup, Purpose.PERSONAL)}/").content.decode()
    assert '<p class="state-number">1</p>' in page


def test_the_personal_page_shows_what_is_stored_in_words(client, event):  # S8
    form = make_signup_form_row(
        questions=json.dumps(
            [
                question("one_of", "Rolle?", "role", {"a": "Gast", "b": "Fachkraft"}),
                question("yes_no", "Essen?", "food"),
            ]
        )
    )
    event.signup_form = form
    event.save()
    sign_up(client, event, **{"q-role": "b", "q-food": "no"})
    signup = Signup.objects.get()
    page = client.get(f"/de/my-signup/{make_token(signup, Purpose.PERSONAL)}/")
    rows = [(row["label"], row["value"]) for row in page.context["data"]]
    assert rows[-2:] == [("Rolle?", "Fachkraft"), ("Essen?", gettext("No"))]
    assert [value for _label, value in rows[:-2]] == ["Person", "Beispiel", "person@example.org", "Deutsch"]
