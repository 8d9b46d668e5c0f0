"""What one button does to others than the person it is about is read before it is pressed."""

import re
from html import unescape

import pytest

from events.models import EventSeries, Signup
from events.signups import cancel, sign_up
from events.signups.person import Companion
from tests.builders import make_event_row, make_person, signed_up_and_confirmed
from tests.events.desk.people import at, logged_in, make_clerk

pytestmark = pytest.mark.django_db
BEN = Companion("Ben", "Beispiel")


@pytest.fixture
def desk():
    return logged_in(make_clerk())


def lines(response) -> list[str]:
    """What stands above the button."""
    (listed,) = re.findall(r"<ul>\s*((?:<li>[^<]*</li>)+)\s*</ul>\s*<form", response.content.decode())
    return [unescape(line) for line in re.findall(r"<li>([^<]*)</li>", listed)]


def test_confirming_names_the_companions_who_are_confirmed_too(desk):  # S24
    sign_up(make_event_row(capacity=5, companions=1).pk, make_person(1, companions=(BEN,)))
    said = lines(desk.get(at("confirm", Signup.objects.earliest("pk"))))
    assert said[3:] == ["Those who came along are confirmed, too: Ben Beispiel."]


def test_accepting_names_the_companions_and_the_seat_that_is_given_back(desk):  # S23 S24
    series = EventSeries.objects.create(name="Abende")
    first, second = [
        make_event_row(name=name, series=series, capacity=2, waiting_list_size=5) for name in ("Erst", "Dann")
    ]
    holders = [signed_up_and_confirmed(second, number) for number in (2, 3)]
    signed_up_and_confirmed(first, 1)
    sign_up(second.pk, make_person(1, companions=(BEN,)))
    waits = Signup.objects.get(event=second, family_name="Nummer 1")
    desk.post(at("confirm", waits))
    for holder in holders:
        cancel(holder.public_id)
    said = lines(desk.get(at("accept", waits)))
    companions, seat = said[2:]
    assert companions == "The seats that are offered to those who came along are taken, too: Ben Beispiel."
    assert seat == (
        "Person Nummer 1 gives back the seat at “Erst” with it, because each person can have one seat in the series. "
        "A mail says so, and whoever waits there gets it."
    )
    desk.post(at("accept", waits))
    states = Signup.objects.order_by("pk").filter(email="person-1@example.org").values_list("event__name", "state")
    assert list(states) == [("Erst", "cancelled"), ("Dann", "confirmed"), ("Dann", "confirmed")]


def test_a_button_that_takes_nobody_along_says_no_more_than_before(desk):  # S15
    event = make_event_row(capacity=1, waiting_list_size=5)
    holder = signed_up_and_confirmed(event, 1)
    waits = signed_up_and_confirmed(event, 2)
    cancel(holder.public_id)
    assert len(lines(desk.get(at("accept", waits)))) == 2
