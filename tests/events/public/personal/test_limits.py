"""One network posts behind secret links so often, and loses nothing that it typed."""

import pytest
import time_machine
from django.urls import get_resolver

from events.models import Signup
from events.signups.secret_links import Purpose
from tests.builders import signed_up, signed_up_and_confirmed
from tests.events.public.personal.states import secret_path

pytestmark = pytest.mark.django_db
BUTTONS = {"confirm/": Purpose.CONFIRM, "accept/": Purpose.ACCEPT, "cancel/": Purpose.PERSONAL}
BUTTONS |= {"erase/": Purpose.PERSONAL}
PAGES = [*BUTTONS, "correct/"]


@pytest.fixture(autouse=True)
def _quarter_to(settings):
    settings.SECRET_POSTS_PER_NETWORK_AND_HOUR = 2
    with time_machine.travel("2026-11-22 12:45:00+00:00", tick=False):
        yield


def test_every_page_that_takes_a_post_behind_a_link_is_among_these():  # S22
    routes = [str(route.pattern) for route in _routes() if str(route.pattern).startswith("my-signup/<str:token>/")]
    readers = {"", "data.json", "event.ics"}
    # A form of a sign-up, counted as all of them are.
    readers.add("another/")
    assert {route.removeprefix("my-signup/<str:token>/") for route in routes} - readers == set(PAGES)


def _routes():
    import events.urls

    return get_resolver(events.urls.__name__).url_patterns


@pytest.mark.parametrize("step", PAGES)
@pytest.mark.parametrize("link", ["right", "wrong"])
def test_one_post_too_many_changes_nothing_and_says_when_to_come_back(client, event, step, link):  # S22
    purpose = BUTTONS.get(step, Purpose.PERSONAL)
    path = secret_path(signed_up(event), step, "en", purpose) if link == "right" else f"/en/my-signup/wrong/{step}"
    for number in range(2):
        client.post(f"/en/my-signup/wrong-{number}/{step}", REMOTE_ADDR="203.0.113.5")
    before = list(Signup.objects.values())
    response = client.post(path, {"given_name": "Ada"}, REMOTE_ADDR="203.0.113.5")
    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (
        429,
        "900",
        "private, no-store",
    )
    sentence = (
        "There have been too many attempts in a short time. Please try again in 15 minutes, or call or write to us."
    )
    assert response.content.decode().count(sentence) == 1
    assert list(Signup.objects.values()) == before
    assert client.post(path, REMOTE_ADDR="203.0.113.6").status_code != 429
    assert client.get(path, REMOTE_ADDR="203.0.113.5").status_code != 429


def test_what_was_typed_into_a_correction_stays(client, event):  # S22
    path = secret_path(signed_up_and_confirmed(event), "correct/", "en")
    answers = [client.post(path, {"given_name": "Ada", "family_name": ""}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].context["form"]["given_name"].value() == "Ada"


def test_zero_is_no_limit(client, event, settings):  # S22
    settings.SECRET_POSTS_PER_NETWORK_AND_HOUR = 0
    assert [client.post("/en/my-signup/wrong/cancel/").status_code for _ in range(4)] == [404] * 4
