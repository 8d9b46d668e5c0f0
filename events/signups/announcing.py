"""What people are told when the facts of an event change: once each, whoever notices the change first."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cms.consequences.answers import is_answered

from ..models.enums import Actor, EventStatus
from ..models.event import Event
from ..models.seat_book import SeatBook
from ..models.signup import Signup
from .ending import end
from .news import is_moved, news, place_of
from .seat_lock import locked_event, skipped_while_busy
from .transition import mail
from .waiting_list import settle

# What the seat book holds besides, such as the dates of erasing, others may write at the same time.
ANNOUNCED = [
    "announced_start",
    "announced_end",
    "announced_place",
    "announced_status",
    "capacity_ceiling",
    "sequence",
]


def announce_once_committed(event: Event) -> None:
    """Tell of facts that go live, and settle, after their commit.

    The facts are out by then: a lock that can't be had is logged, and the worker settles later.
    """
    transaction.on_commit(lambda: facts_published(event.pk), robust=True)


def facts_published(event_id: int) -> None:
    """The facts of an event have been published: tell people, close it or give away the seats that are new."""
    with locked_event(event_id) as event:
        now = timezone.now()
        announce(event, now)
        settle(event, now)


def announce_due(now: datetime) -> int:
    """Announce what was published, or changed at a place, and not announced yet; return for how many events."""
    events = Event.objects.published().filter(ends_at__gt=now, seat_book__isnull=False)
    events = events.select_related("venue", "seat_book")
    changed = [event.pk for event in events if is_news(event, event.seat_book) and may_be_announced(event, now)]
    for event_id in changed:
        with skipped_while_busy():
            facts_published(event_id)
    return len(changed)


def announce(event: Event, now: datetime) -> None:
    """Compare the facts with those that people were told last, and tell them; runs under the event's lock.

    Only what somebody answered for is announced; the rest waits, as a task for those who publish.
    """
    if not event.live:
        return
    book = SeatBook.objects.get(event=event)
    if not may_be_announced(event, now):
        return
    old_start, old_place = book.announced_start, book.announced_place
    old_status = book.announced_status
    moved = is_moved(event, book)
    book.announced_start, book.announced_end = event.starts_at, event.ends_at
    book.announced_place, book.announced_status = place_of(event), event.status
    book.capacity_ceiling = max(event.capacity, event.signups.holding_an_ordinary_seat().count())
    is_cancelled_or_back = EventStatus.CANCELLED in (old_status, event.status) and old_status != event.status
    if old_start and (moved or is_cancelled_or_back):
        book.sequence += 1
    book.save(update_fields=ANNOUNCED)
    if now >= event.ends_at:
        return
    if event.status == EventStatus.CANCELLED:
        _close(event)
    elif old_start and moved and old_status != EventStatus.CANCELLED:
        _tell_of_the_move(event, book.sequence, {"old_start": old_start.isoformat(), "old_place": old_place})


def may_be_announced(event: Event, now: datetime) -> bool:
    """Return whether somebody answered for what the announcement would do to people, or it does nothing to anybody."""
    return is_answered(event, news(event, SeatBook.objects.get(event=event), now))


def is_news(event: Event, book: SeatBook) -> bool:
    """Return whether the facts differ from those that people know; seats count, because invariants ask for them."""
    return (
        book.announced_start,
        book.announced_end,
        book.announced_place,
        book.announced_status,
    ) != (event.starts_at, event.ends_at, place_of(event), event.status) or event.capacity > book.capacity_ceiling


def _close(event: Event) -> None:
    for signup in Signup.objects.active().filter(event=event):
        end(signup, Actor.SYSTEM)
        if signup.verified_at:
            mail("event_cancelled", signup)


def _tell_of_the_move(event: Event, sequence: int, old: dict) -> None:
    active = Signup.objects.active().filter(event=event)
    # A hold or an offer can't outlast the event's new start.
    active.filter(expires_at__gt=event.starts_at).update(expires_at=event.starts_at)
    for signup in active.filter(verified_at__isnull=False):
        mail("moved", signup, sequence=sequence, **old)
