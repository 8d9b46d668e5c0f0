""" "Send me my link again"."""

import pytest
from django.utils import timezone

from cms.mail.models import Mail
from events.models import Event, Signup
from tests.builders import signed_up, signed_up_and_confirmed
from tests.events.public.personal.states import STATES
from tests.events.road import started_in

pytestmark = pytest.mark.django_db


def send(client, event, email: str, language: str = "de", **changes):
    path = f"/{language}/signup/{event.public_id}/link/"
    started = started_in(client.get(path).content.decode())
    return client.post(path, {"started": started, "homepage": "", "email": email, **changes})


@pytest.mark.parametrize("language", ["de", "en", "de-simple"])
def test_the_link_goes_out_in_the_language_of_the_page(client, event, language):  # S8
    signup = signed_up_and_confirmed(event)
    response = send(client, event, signup.email.upper(), language)
    assert (response.status_code, response["Location"]) == (303, f"/{language}/signup/{event.public_id}/link/sent/")
    mail = Mail.objects.last()
    assert (mail.kind, mail.language, mail.payload) == (
        "signup.your_link",
        language,
        {"signup": str(signup.public_id)},
    )
    page = client.get(response["Location"])
    assert (page.status_code, page.content.decode().count("<h1>")) == (200, 1)


def test_whoever_has_not_confirmed_yet_gets_the_link_that_confirms(client, event):  # S8
    signup = signed_up(event)
    Signup.objects.update(repeated_at=None)
    Mail.objects.all().delete()
    send(client, event, signup.email)
    assert Mail.objects.get().kind == "signup.please_confirm"


@pytest.mark.parametrize("state", ["confirmed", "waiting", "pending", "offered", "cancelled", "declined", "expired"])
def test_the_answer_never_tells_whether_an_address_is_known(client, event, state):  # S8 X4
    signup = STATES[state](event)
    known, unknown = send(client, event, signup.email), send(client, event, "nobody@example.org")
    assert (known.status_code, known.headers, known.content) == (unknown.status_code, unknown.headers, unknown.content)


def test_an_unknown_address_gets_no_mail(client, event):  # S8
    assert send(client, event, "nobody@example.org").status_code == 303
    assert Mail.objects.count() == 0


def test_a_stranger_gets_no_more_than_one_mail_in_ten_minutes(client, event):  # S22
    signup = signed_up_and_confirmed(event)
    before = Mail.objects.count()
    for _try in range(3):
        send(client, event, signup.email)
    assert Mail.objects.count() == before + 1


def test_looking_sends_nothing(client, event):  # S4
    signup = signed_up_and_confirmed(event)
    before = Mail.objects.count()
    for method in (client.get, client.head, client.options):
        method(f"/de/signup/{event.public_id}/link/?email={signup.email}")
        method(f"/de/signup/{event.public_id}/link/sent/")
    assert Mail.objects.count() == before


def test_posts_are_limited_per_network(client, event, settings):  # S22
    settings.LINKS_PER_NETWORK_AND_HOUR = 1
    assert send(client, event, "nobody@example.org").status_code == 303
    refused = send(client, event, "nobody@example.org")
    assert (refused.status_code, refused.context["form"].data["email"]) == (429, "nobody@example.org")


@pytest.mark.parametrize("bad", ["", "no address", "a\x00b@example.org", "a@b\u202ec.org", f"{'x' * 400}@example.org"])
def test_what_is_no_address_comes_back_with_an_error(client, event, bad):  # X6
    response = send(client, event, bad)
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["email"])
    assert response.content.decode().count('class="error-summary"') == 1


def test_robots_and_other_sites_are_refused(client, event):  # S22 S4
    signup = signed_up_and_confirmed(event)
    before = Mail.objects.count()
    assert send(client, event, signup.email, homepage="x").status_code == 200
    path = f"/de/signup/{event.public_id}/link/"
    assert client.post(path, {"email": signup.email}, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert Mail.objects.count() == before


def test_who_finds_the_form_closed_is_led_to_the_link(client, event):  # S7 S8
    Event.objects.update(signup_closes_at=timezone.now())
    page = client.get(f"/de/signup/{event.public_id}/").content.decode()
    assert page.count(f'href="/de/signup/{event.public_id}/link/"') == 1
