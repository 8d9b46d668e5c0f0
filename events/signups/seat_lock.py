"""The one lock of the domain: the row of the seat book."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import OperationalError, transaction

from cms.ground.compiled_queries import Mark, PreparedModel, planned_cursor

from ..models.event import Event
from ..models.signup import Signup
from .refusal import Reason, Refused

# The lock also notes the capacity that its holder goes by: lowered later, it makes no overbooking of what was right.
LOCK = (
    "UPDATE events_seatbook SET writes = writes + 1, capacity_ceiling = ("
    "SELECT CASE WHEN capacity > capacity_ceiling THEN capacity ELSE capacity_ceiling END "
    "FROM events_event WHERE events_event.id = events_seatbook.event_id"
    ") WHERE event_id = %s"
)
EVENT = PreparedModel(Event, lambda: Event.objects.filter(pk=Mark("event")))


@contextmanager
def locked_event(event_id: int, others: Collection[int] = ()) -> Iterator[Event]:
    """Lock the event's seat book and those of ``others``; hand out the event as it stands. Raises Refused(BUSY)."""
    with locked_seats(event_id, others):
        yield EVENT.first(event=event_id)


@contextmanager
def locked_seats(event_id: int, others: Collection[int] = ()) -> Iterator[None]:
    """Open a transaction and lock the event's seat book, for whoever reads the event together with something else.

    The first statement is an UPDATE, because ``select_for_update`` does nothing on SQLite. Everything that a decision
    rests on is read after it. Several books are locked in the order of their events, so that nobody waits in a circle.
    Raises Refused(BUSY) when the lock can't be had in time.
    """
    try:
        with transaction.atomic(durable=True):
            for locked_id in sorted({event_id, *others}):
                lock_seat_book(locked_id)
            yield
    except OperationalError as error:
        if not lock_was_not_available(error):
            raise
        raise Refused(Reason.BUSY) from error


@contextmanager
def locked_signup(public_id: UUID) -> Iterator[tuple[Event, Signup]]:
    """Lock the event of a sign-up and hand out both as they stand now. Raises Refused for one that was erased."""
    event_id = Signup.objects.values_list("event_id", flat=True).get(public_id=public_id)
    with locked_event(event_id) as event:
        signup = Signup.objects.get(public_id=public_id)
        if signup.anonymised_at:
            raise Refused(Reason.ERASED)
        yield event, signup


@contextmanager
def locked_series(public_id: UUID) -> Iterator[tuple[Event, Signup]]:
    """As ``locked_signup``, with all events of the series: for steps that look at what somebody has elsewhere."""
    rows = Signup.objects.values_list("event_id", "event__series_id")
    event_id, series_id = rows.get(public_id=public_id)
    with locked_event(event_id, ids_of_series(series_id)) as event:
        signup = Signup.objects.get(public_id=public_id)
        if signup.anonymised_at:
            raise Refused(Reason.ERASED)
        if event.series_id != series_id:
            # An editor has just changed it: the next try locks what belongs to it now.
            raise Refused(Reason.BUSY)
        yield event, signup


def ids_of_series(series_id: int | None) -> list[int]:
    """Return the events of a series; none, without a query, where there is none."""
    return list(Event.objects.filter(series_id=series_id).values_list("pk", flat=True)) if series_id else []


@contextmanager
def skipped_while_busy() -> Iterator[None]:
    """Let the worker pass by an event whose lock can't be had; it comes again in a moment."""
    try:
        yield
    except Refused as refused:
        if refused.reason != Reason.BUSY:
            raise


def lock_seat_book(event_id: int) -> None:
    """Lock the event inside a transaction that is open already, as its first statement."""
    with planned_cursor() as cursor:
        cursor.execute(LOCK, [event_id])
        if not cursor.rowcount:
            raise Refused(Reason.NO_FORM)


def lock_was_not_available(error: OperationalError) -> bool:
    """Return whether somebody else held the lock for too long."""
    sqlstate = getattr(error.__cause__, "sqlstate", None)
    return sqlstate == "55P03" or "database is locked" in str(error)
