"""When the data of an event's people is erased: never by a date that has not stood for a week.

A date counts from when it was set, whoever set it by whatever mistake: seven days are left to notice. What was set, and
when, stands in the seat book.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from .seat_book import SeatBook

if TYPE_CHECKING:
    from .event import Event

# How long a date of erasing has to stand before anything is erased by it.
GRACE = timedelta(days=7)


@dataclass(frozen=True)
class ErasingDates:
    """From when sign-ups, and before them access needs, are erased."""

    signups: datetime
    needs: datetime


@dataclass(frozen=True)
class Grace:
    """Data that would be erased earlier but for a date that changed lately."""

    erased_at: datetime
    changed_at: datetime


def dates_of(book: SeatBook) -> ErasingDates:
    """Return when data is erased by the dates that stand, with their grace."""
    return ErasingDates(
        signups=max(book.signups_erased_at, book.signups_erased_set_at + GRACE),
        needs=max(book.needs_erased_at, book.needs_erased_set_at + GRACE),
    )


def erasing_of(event: "Event") -> ErasingDates:
    """Return when the data of this event's people is erased."""
    return dates_of(event.seat_book)


def grace_of(event: "Event") -> Grace | None:
    """Return the grace that keeps sign-ups, or else access needs, for now; None where none does."""
    book, dates = event.seat_book, erasing_of(event)
    if dates.signups > book.signups_erased_at:
        return Grace(dates.signups, book.signups_erased_set_at)
    if dates.needs > book.needs_erased_at:
        return Grace(dates.needs, book.needs_erased_set_at)
    return None


def dates_once_live(event: "Event", book: SeatBook, now: datetime | None = None) -> ErasingDates:
    """Return when data would be erased if the facts of ``event`` became live now."""
    earliest = (now or timezone.now()) + GRACE
    stands = dates_of(book)
    return ErasingDates(
        signups=stands.signups if event.erased_at == book.signups_erased_at else max(event.erased_at, earliest),
        needs=stands.needs if event.needs_erased_at == book.needs_erased_at else max(event.needs_erased_at, earliest),
    )


def note_dates(event: "Event", now: datetime | None = None) -> None:
    """Note the dates that the event's row sets, where they changed; they count from now.

    The seat book is written, and so waited for, only then.
    """
    moment = now or timezone.now()
    book = SeatBook.objects.get(event_id=event.pk)
    changed = {}
    if book.signups_erased_at != event.erased_at:
        changed |= {"signups_erased_at": event.erased_at, "signups_erased_set_at": moment}
    if book.needs_erased_at != event.needs_erased_at:
        changed |= {"needs_erased_at": event.needs_erased_at, "needs_erased_set_at": moment}
    if changed:
        SeatBook.objects.filter(pk=book.pk).update(**changed)
