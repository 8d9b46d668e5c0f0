"""How often the form may be sent."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from events.models import Signup
from tests.builders import make_event_row
from tests.events.road import filled, form_path, mails

pytestmark = pytest.mark.django_db

QUARTER_TO = "2026-11-22 12:45:00+00:00"


@pytest.fixture
def at_quarter_to():
    with time_machine.travel(QUARTER_TO, tick=False) as clock:
        yield clock


@pytest.fixture
def roomy(at_quarter_to, event):
    """An event with many seats; its start follows the frozen clock."""
    event.starts_at = timezone.now() + timedelta(days=10)
    event.ends_at = event.starts_at + timedelta(hours=6)
    event.capacity = 20
    event.save()
    return event


def post(client, event, number, address="203.0.113.5", language="de", **changes):
    path = form_path(event, language)
    data = filled(client, path, email=f"person-{number}@example.org", organisation="Verein", **changes)
    return client.post(path, data, REMOTE_ADDR=address)


def test_one_network_is_slowed_down_and_its_answers_stay(client, roomy, settings, at_quarter_to):  # S22
    settings.SIGNUPS_PER_NETWORK_AND_HOUR = 2
    assert [post(client, roomy, number).status_code for number in range(2)] == [303, 303]
    response = post(client, roomy, 3, language="en", given_name="Ada")
    form = response.context["form"]
    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (
        429,
        "900",
        "private, no-store",
    )
    assert (form["given_name"].value(), form["organisation"].value()) == ("Ada", "Verein")
    sentence = (
        "We are receiving a very large number of sign-ups from your network or for this event. "
        "Your form was not sent, and your answers are "
        "still here. Please send the form again in 15 minutes, or call or write to us."
    )
    assert form.non_field_errors() == [sentence]
    assert Signup.objects.count() == 2
    assert post(client, roomy, 4, address="203.0.113.6").status_code == 303
    at_quarter_to.shift(900)
    assert post(client, roomy, 3).status_code == 303


def test_mistakes_count_for_the_network_but_not_for_the_event(client, roomy, settings):  # S22
    settings.SIGNUPS_PER_NETWORK_AND_HOUR = 3
    settings.SIGNUPS_PER_EVENT_AND_HOUR = 1
    answers = [
        post(client, roomy, 1, given_name="").status_code,
        post(client, roomy, 1, given_name="").status_code,
        post(client, roomy, 1).status_code,
        post(client, roomy, 1).status_code,
    ]
    assert answers == [200, 200, 303, 429]


def test_one_event_is_slowed_down_whoever_posts_and_others_are_not(client, roomy, settings):  # S22
    settings.SIGNUPS_PER_EVENT_AND_HOUR = 2
    other = make_event_row(signup_form=roomy.signup_form)
    networks = ["203.0.113.1", "203.0.113.2", "2001:db8::1"]
    assert [post(client, roomy, n, address).status_code for n, address in enumerate(networks)] == [303, 303, 429]
    assert post(client, other, 1).status_code == 303


def test_limits_can_be_switched_off(client, roomy, settings):  # S22
    settings.SIGNUPS_PER_NETWORK_AND_HOUR = settings.SIGNUPS_PER_EVENT_AND_HOUR = 0
    assert [post(client, roomy, number).status_code for number in range(4)] == [303] * 4


def test_the_limits_are_generous(settings):  # S22
    assert (settings.SIGNUPS_PER_NETWORK_AND_HOUR, settings.SIGNUPS_PER_EVENT_AND_HOUR) == (300, 3000)


def test_a_stranger_gets_one_mail_in_ten_minutes_and_no_page_says_so(client, roomy, at_quarter_to):  # S22 X4
    answers = {post(client, roomy, 1).headers["Location"] for _ in range(4)}
    assert answers == {f"/de/signup/{roomy.public_id}/mailbox/"}
    assert len(mails()) == 1
    at_quarter_to.shift(601)
    post(client, roomy, 1)
    assert len(mails()) == 2
