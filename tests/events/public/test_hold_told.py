"""The form and the page after it say how long the seat is held; it follows from the event, never from the address."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from events.models import Event
from tests.builders import make_event, make_event_index, make_event_page, make_home, signed_up, signed_up_and_confirmed
from tests.events.road import form_path, sign_up

pytestmark = pytest.mark.django_db

SEAT = "Wir halten den Platz {hours} Stunden ab Eingang der E-Mail für Sie frei."
PLACE = "Wir halten Ihren Platz auf der Warteliste 24 Stunden ab Eingang der E-Mail."
ALL = [SEAT.format(hours=2), SEAT.format(hours=24), PLACE, "bis zum Ende der Anmeldung"]


@pytest.fixture
def event():
    event = make_event(capacity=30)
    make_event_page(make_event_index(make_home()), event)
    return event


def told(client, path: str) -> list[str]:
    page = client.get(path).content.decode()
    return [sentence for sentence in ALL if sentence in page]


def paths(event, then: str = "") -> list[str]:
    return [form_path(event), f"{form_path(event)}mailbox/{then}"]


@pytest.mark.parametrize(("capacity", "hours"), [(30, 24), (9, 2)])
def test_both_pages_say_for_how_long(client, event, capacity, hours):  # S3 S34
    Event.objects.update(capacity=capacity)
    assert [told(client, path) for path in paths(event)] == [[SEAT.format(hours=hours)]] * 2


def test_who_waits_is_told_of_a_place(client, event):  # S5 S34
    Event.objects.update(capacity=1)
    signed_up_and_confirmed(event, 1)
    assert [told(client, path) for path in paths(event, "?then=waiting")] == [[PLACE]] * 2


def test_a_hold_that_the_closing_ends_is_told_with_its_end(client, event):  # S34
    Event.objects.update(signup_closes_at=timezone.now() + timedelta(hours=3))
    assert [told(client, path) for path in paths(event)] == [["bis zum Ende der Anmeldung"]] * 2


def test_nobody_is_told_of_a_hold_where_nothing_has_to_be_confirmed(client, event):  # S4
    Event.objects.update(confirm_email=False)
    assert [told(client, path) for path in paths(event)] == [[], []]


def test_the_page_is_the_same_for_a_known_address(client, event):  # S7 S34
    with time_machine.travel(timezone.now(), tick=False):
        pages = []
        for address in ("known@example.org", "known@example.org", "new@example.org"):
            response = sign_up(client, event, email=address)
            pages.append((response["Location"], client.get(response["Location"]).content))
    assert pages == [pages[0]] * 3


def test_the_mail_has_the_time_that_the_page_tells(event):  # S34
    Event.objects.update(capacity=9)
    assert signed_up(event, 1).held_for == timedelta(hours=2)
