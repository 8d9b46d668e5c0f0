"""An event in numbers, without anybody in them."""

from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from events.desk.statistics.chart import chart_of
from events.desk.statistics.numbers import Line, statistics_of
from events.signups import cancel, check_in, erase
from tests.builders import make_event_row, make_staff, signed_up, signed_up_and_confirmed

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client):
    client.user = make_staff("clerk", "events.view_signup")
    client.force_login(client.user)
    return client


def event_in(days: int, **facts):
    start = timezone.now() + timedelta(days=days)
    return make_event_row(starts_at=start, ends_at=start + timedelta(hours=6), **facts)


def numbers(lines: list[Line]) -> list[tuple[str, int]]:
    return [(line.label, line.number) for line in lines]


def test_sign_ups_are_counted_by_day_state_and_language_and_seats_that_were_given_back(clerk):  # E12
    with time_machine.travel("2026-10-20 08:00+00:00", tick=False) as clock:
        event = event_in(5, capacity=20)
        people = [signed_up_and_confirmed(event, number) for number in range(5)]
        clock.shift(timedelta(days=2))
        signed_up(event, 6, language="en")
        cancel(people[0].public_id)
        erase(people[1].public_id)
        clock.move_to(event.starts_at)
        check_in(people[2].public_id, clerk.user)
        assert statistics_of(event).missing is None
        clock.move_to(event.ends_at)
        found = statistics_of(event)
    assert numbers(found.by_time) == [("20.10.2026", 5), ("21.10.2026", 0), ("22.10.2026", 1)]
    # One person who reads English could be known by it.
    assert numbers(found.languages) == [("Deutsch", 5), ("Andere Sprachen", 1)]
    assert numbers(found.states) == [("Noch nicht bestätigt", 1), ("Bestätigt", 3), ("Abgesagt", 2)]
    assert (found.total, found.confirmed, found.attended, found.missing, found.given_back) == (6, 3, 1, 2, 2)


def test_a_long_story_is_told_by_the_week():  # E12
    with time_machine.travel("2026-01-07 08:00+00:00", tick=False) as clock:
        event = event_in(200)
        signed_up(event, 1)
        clock.shift(timedelta(days=63))
        signed_up(event, 2)
        found = statistics_of(event)
    assert (found.by_week, len(found.by_time), numbers(found.by_time)[0]) == (True, 10, ("05.01.2026", 1))


def test_the_picture_has_a_name_and_a_column_for_each_day(clerk):  # E12 A8
    event = make_event_row()
    for number in range(3):
        signed_up(event, number)
    page = BeautifulSoup(clerk.get(reverse("event_statistics", args=[event.pk])).content, "html.parser")
    svg = page.select_one("svg.statistics__chart")
    assert [svg.find(id=one).name for one in svg["aria-labelledby"].split()] == ["title", "desc"]
    assert (len(svg.select("rect")), svg.find(style=True), page.find(style=True)) == (1, None, None)
    assert "Person" not in page.main.get_text()


def test_nothing_is_drawn_of_nothing(clerk):  # E12
    event = make_event_row()
    page = clerk.get(reverse("event_statistics", args=[event.pk])).text
    assert ("Noch hat sich niemand angemeldet." in page, "statistics__chart" in page) == (True, False)
    assert chart_of([]) is None


def test_the_highest_column_fills_the_picture():  # E12
    chart = chart_of([Line("1.", 2), Line("2.", 4), Line("3.", 0)])
    assert [(bar.height, bar.y) for bar in chart.bars] == [(90.0, 102.0), (180.0, 12.0), (0.0, 192.0)]
