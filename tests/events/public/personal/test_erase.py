"""Erasing the own data."""

import pytest

from cms.mail.models import Mail, MailState
from events.models import Erasure, Event, Need, Signup
from events.signups import Needs
from events.signups.secret_links import Purpose, make_token
from tests.builders import signed_up_and_confirmed
from tests.events.public.personal.states import STATES, secret_path

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", STATES)
def test_one_button_erases_whatever_the_state(client, event, state):  # S8 V2
    signup = STATES[state](event)
    Need.objects.create(signup=signup, kinds=["step_free"], consent_at=event.starts_at)
    tokens = [make_token(signup, purpose) for purpose in Purpose]
    response = client.post(secret_path(signup, "erase/"))
    assert (response.status_code, response["Location"]) == (303, "/de/my-signup/erased/")
    after = Signup.objects.get(pk=signup.pk)
    assert (after.given_name, after.family_name, after.email, after.email_key) == ("", "", "", None)
    assert (after.answers, after.consent_text, after.is_active) == ({}, "", False)
    assert (Need.objects.count(), Erasure.objects.get().cause) == (0, "person")
    for token in tokens:
        for page in ("", "confirm/", "accept/", "cancel/", "correct/", "erase/", "data.json", "event.ics"):
            assert client.get(f"/de/my-signup/{token}/{page}").status_code == 404


@pytest.mark.parametrize("language", ["de", "en", "de-simple"])
def test_the_last_page_belongs_to_nobody_and_stands_in_the_language(client, event, language):  # S8
    response = client.post(secret_path(signed_up_and_confirmed(event), "erase/", language), follow=True)
    assert response.redirect_chain == [(f"/{language}/my-signup/erased/", 303)]
    assert f'<html lang="{language}"' in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"


def test_a_second_click_ends_on_the_same_page(client, event):  # S3
    for state in ("confirmed", "waiting"):
        signup = STATES[state](event)
        path = secret_path(signup, "erase/")
        assert [client.post(path)["Location"] for _click in range(2)] == ["/de/my-signup/erased/"] * 2
        Signup.objects.update(email_key=None)
    assert Erasure.objects.count() == 2


def test_a_forged_link_erases_nothing(client, event):  # X3
    signup = signed_up_and_confirmed(event)
    token = make_token(signup, Purpose.PERSONAL)
    for bad in (token[:-1], "x", make_token(signup, Purpose.CONFIRM)):
        assert client.post(f"/de/my-signup/{bad}/erase/").status_code == 404
    assert Signup.objects.get().given_name == signup.given_name


def test_another_site_cannot_erase(client, event):  # S4
    signup = signed_up_and_confirmed(event)
    response = client.post(secret_path(signup, "erase/"), headers={"sec-fetch-site": "cross-site"})
    assert (response.status_code, Signup.objects.get().given_name) == (403, signup.given_name)


def test_the_seat_goes_to_the_next_person(client, event):  # S5
    first = signed_up_and_confirmed(event, 1)
    second = signed_up_and_confirmed(event, 2)
    client.post(secret_path(first, "erase/"))
    assert Signup.objects.get(pk=second.pk).state == "offered"


def test_no_mail_is_owed_any_more(client, event):  # V2
    signup = signed_up_and_confirmed(event, needs=Needs(("step_free",)))
    client.post(secret_path(signup, "erase/"))
    assert Mail.objects.exclude(state=MailState.STOPPED).count() == 0
    assert [mail.payload for mail in Mail.objects.all()] == [{}] * Mail.objects.count()


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("waiting", "You will also lose your place on the waiting list"),
        ("pending", "Your request will also end"),
        ("confirmed", "You will also lose your seat"),
        ("cancelled", None),
    ],
)
def test_the_page_says_what_ends_with_the_data(client, event, state, sentence):  # S8
    page = client.get(secret_path(STATES[state](event), "erase/", "en")).content.decode()
    titles = [
        "You will also lose your place on the waiting list",
        "Your request will also end",
        "You will also lose your seat",
    ]
    assert [title for title in titles if title in page] == ([sentence] if sentence else [])


def test_a_request_that_is_not_confirmed_yet_is_no_seat(client, event):  # S8
    Event.objects.update(review=True)
    signup = STATES["unconfirmed"](event)
    page = client.get(secret_path(signup, "erase/", "en")).content.decode()
    assert ["Your request will also end" in page, "You will also lose your seat" in page] == [True, False]
