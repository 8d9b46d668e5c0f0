"""What people are told when the facts of an event change: once each, whoever notices the change first."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cms.consequences.answers import latest_answer
from cms.consequences.consequence import Answered, Consequence

from ..models.dates import not_over
from ..models.enums import Actor, EventStatus
from ..models.event import Event
from ..models.seat_book import SeatBook
from ..models.signup import Signup
from .arrival import PageTexts, arrival_of, page_texts
from .ending import end
from .holding import limits_follow_the_date
from .news import Whom, is_moved, is_past, news, people_told, place_of, told_by, what_is_new
from .party import one_of_each_party
from .seat_lock import locked_event, skipped_while_busy
from .telling import tell
from .transition import mail
from .waiting_list import settle

# What the seat book holds besides, such as the dates of erasing, others may write at the same time.
ANNOUNCED = [
    "announced_start",
    "announced_end",
    "announced_place",
    "announced_status",
    "announced_arrival",
    "previous_start",
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
    known_as_postponed = Q(seat_book__announced_status=EventStatus.POSTPONED)
    events = Event.objects.published().filter(not_over(now) | known_as_postponed, seat_book__isnull=False)
    found = list(events.select_related("venue", "seat_book"))
    texts = page_texts(found)
    changed = [
        event.pk for event in found if is_news(event, event.seat_book, texts[event.pk]) and may_be_announced(event, now)
    ]
    for event_id in changed:
        with skipped_while_busy():
            facts_published(event_id)
    return len(changed)


def announce(event: Event, now: datetime) -> None:
    """Compare the facts with those that people were told last, and tell them; runs under the event's lock.

    Only what somebody answered for is announced, to those whom they chose; the rest waits, as a task for those who
    publish.
    """
    if not event.live:
        return
    book = SeatBook.objects.get(event=event)
    consequences = news(event, book, now)
    answer = _answer(event, consequences)
    if answer is None:
        return
    kind = told_by(event, book, what_is_new(event, book))
    old = _told_before(book)
    was_known, old_status = bool(book.announced_start), book.announced_status
    is_over = is_past(event, book, now)
    _note(event, book, kind)
    is_cancelled_or_back = EventStatus.CANCELLED in (old_status, event.status) and old_status != event.status
    if was_known and (kind or is_cancelled_or_back):
        book.sequence += 1
    book.save(update_fields=ANNOUNCED)
    if is_over:
        return
    if event.status == EventStatus.CANCELLED:
        _close(event)
    elif kind:
        limits_follow_the_date(event, now)
        active = Signup.objects.active().filter(event=event)
        tell(kind, people_told(active, _whom(answer, kind)), old)


def may_be_announced(event: Event, now: datetime) -> bool:
    """Return whether somebody answered for what the announcement would do to people, or it does nothing to anybody."""
    return _answer(event, news(event, SeatBook.objects.get(event=event), now)) is not None


def is_news(event: Event, book: SeatBook, texts: PageTexts) -> bool:
    """Return whether the facts differ from those that people know; seats count, because invariants ask for them.

    ``texts`` are those of the event's German page.
    """
    told = [book.announced_place, book.announced_status]
    if told != [place_of(event), event.status] or event.capacity > book.capacity_ceiling:
        return True
    if event.has_a_date and is_moved(event, book):
        return True
    arrival = arrival_of(event, texts)
    known = book.announced_arrival or {}
    return any(known.get(name, ...) != value for name, value in arrival.items())


def _answer(event: Event, consequences: list[Consequence]) -> Mapping[str, Answered] | None:
    """Return what was answered about the event, or about its page; empty where nobody has to."""
    if not consequences:
        return {}
    return latest_answer([event, *event.pages.all()], consequences)


def _whom(answer: Mapping[str, Answered], kind: str) -> str:
    """Return whom somebody chose; everybody where the answer is older than the choice."""
    answered = answer.get(f"mail_{kind}")
    return answered.get("choice", Whom.ALL.value) if answered else Whom.ALL.value


def _told_before(book: SeatBook) -> dict:
    """Return what people know by now, for the mail that tells them something else."""
    return {
        "old_start": book.announced_start.isoformat() if book.announced_start else None,
        "old_end": book.announced_end.isoformat() if book.announced_end else None,
        "old_place": book.announced_place,
        "old_status": book.announced_status,
        "old_arrival": book.announced_arrival or {},
    }


def _note(event: Event, book: SeatBook, kind: str) -> None:
    if event.has_a_date:
        if book.announced_start and kind == "moved" and event.starts_at != book.announced_start:
            book.previous_start = book.announced_start
        elif event.starts_at == book.previous_start:
            book.previous_start = None
        book.announced_start, book.announced_end = event.starts_at, event.ends_at
    elif kind == "postponed":
        book.previous_start = book.announced_start
    elif not book.announced_start:
        book.announced_start, book.announced_end = event.starts_at, event.ends_at
    book.announced_place, book.announced_status = place_of(event), event.status
    book.announced_arrival = {**(book.announced_arrival or {}), **arrival_of(event)}
    book.capacity_ceiling = max(event.capacity, event.signups.holding_an_ordinary_seat().count())


def _close(event: Event) -> None:
    active = list(Signup.objects.active().filter(event=event))
    for signup in active:
        end(signup, Actor.SYSTEM)
    for signup in one_of_each_party(signup for signup in active if signup.verified_at):
        mail("event_cancelled", signup)
