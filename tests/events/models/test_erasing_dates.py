"""From when data is erased: a date that was changed counts only after it has stood for seven days."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from events.models import Event, SeatBook
from events.models.erasing_dates import GRACE, Grace, dates_of, dates_once_live, grace_of, note_dates
from tests.builders import make_event_row

NOON = datetime(2030, 5, 6, 12, tzinfo=UTC)
LATER, SOON = NOON + timedelta(days=30), NOON + timedelta(days=1)


def book(**dates) -> SeatBook:
    """A book whose dates were all set at noon, and lie long after it."""
    moments = ("signups_erased_at", "needs_erased_at")
    return SeatBook(
        **{**dict.fromkeys(moments, LATER), "signups_erased_set_at": NOON, "needs_erased_set_at": NOON, **dates}
    )


def test_a_date_that_has_stood_counts_as_it_is():  # S20
    assert (dates_of(book()).signups, dates_of(book()).needs) == (LATER, LATER)


def test_a_date_that_comes_sooner_than_seven_days_waits_for_them():  # S20
    dates = dates_of(book(signups_erased_at=SOON, needs_erased_at=NOON - timedelta(days=400)))
    assert (GRACE, dates.signups, dates.needs) == (timedelta(days=7), NOON + GRACE, NOON + GRACE)


def test_grace_is_told_of_sign_ups_first_and_then_of_needs():  # S20
    event = Event()
    event.seat_book = book(
        signups_erased_at=SOON, needs_erased_at=SOON, signups_erased_set_at=NOON + timedelta(hours=1)
    )
    assert grace_of(event) == Grace(NOON + timedelta(hours=1) + GRACE, NOON + timedelta(hours=1))
    event.seat_book = book(needs_erased_at=SOON)
    assert grace_of(event) == Grace(NOON + GRACE, NOON)
    event.seat_book = book()
    assert grace_of(event) is None


@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
def test_a_publish_that_leaves_a_date_alone_does_not_begin_its_grace_anew():  # S20
    event = make_event_row(starts_at=LATER, ends_at=LATER + timedelta(hours=2))
    before = SeatBook.objects.values().get(event=event)
    note_dates(event, now=NOON + timedelta(days=3))
    assert SeatBook.objects.values().get(event=event) == before


@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
def test_each_date_that_changed_counts_from_the_change():  # S20
    event = make_event_row(starts_at=LATER, ends_at=LATER + timedelta(hours=2))
    event.ends_at += timedelta(days=2)
    changed = NOON + timedelta(days=3)
    note_dates(event, now=changed)
    noted = SeatBook.objects.get(event=event)
    assert (noted.signups_erased_at, noted.needs_erased_at) == (event.erased_at, event.needs_erased_at)
    assert (noted.signups_erased_set_at, noted.needs_erased_set_at) == (changed, changed)


@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
def test_what_would_be_erased_by_a_publish_now_is_told_with_its_grace():  # S20
    event = make_event_row(starts_at=LATER, ends_at=LATER + timedelta(hours=2))
    stands = SeatBook.objects.get(event=event)
    assert dates_once_live(event, stands) == dates_of(stands)
    event.ends_at = NOON - timedelta(days=400)
    early = dates_once_live(event, stands)
    assert (early.signups, early.needs) == (NOON + GRACE, NOON + GRACE)
