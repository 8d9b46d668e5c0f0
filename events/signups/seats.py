"""How many seats an event has left: one function, no stored counter."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import BooleanField, Count, DateTimeField, IntegerField, Max, Min, QuerySet, Value
from django.utils import timezone

from cms.ground.compiled_queries import Mark, Prepared
from cms.ground.freshness import changes_at

from ..models.enums import HOLDING_A_SEAT, SignupState
from ..models.event import Event
from ..models.signup import InvitationCode, Signup, SignupQuerySet

UNVERIFIED_PER_PLACE = 3
FEWEST_UNVERIFIED = 20
# A third of the seats; below five, that is what any small event has on its first day.
WAVE_SHARE = 3
WAVE_LEAST = 5


@dataclass(frozen=True)
class Seats:
    """``free`` is never negative; ``waiting`` counts those who confirmed their address, ``queued`` all who wait.

    ``unconfirmed`` hold a seat and have not confirmed; ``ordinary`` are the held seats without staff's exceptions. The
    first hold or offer ends at ``first_end``.
    """

    capacity: int
    held: int
    held_back: int
    waiting: int
    queued: int
    waiting_list_size: int
    unconfirmed: int
    ordinary: int
    highest_seat: int
    first_end: datetime | None

    @property
    def free(self) -> int:
        return max(0, self.capacity - self.held - self.held_back)

    @property
    def next_seat(self) -> int | None:
        """The lowest seat number that may be given away, where that needs no search: all up to the highest are held."""
        next_seat = self.held + 1
        in_a_row = self.highest_seat == self.held
        return next_seat if in_a_row and next_seat <= self.capacity and self.ordinary < self.capacity else None

    @property
    def is_full(self) -> bool:
        return self.free == 0

    @property
    def waiting_list_has_room(self) -> bool:
        """Whether one more can wait."""
        return self.waiting_list_has_room_for(1)

    def waiting_list_has_room_for(self, people: int) -> bool:
        """Those who never confirm don't fill the list; a bound of their own keeps it from growing without end."""
        unverified = self.queued - self.waiting
        most_unverified = max(FEWEST_UNVERIFIED, UNVERIFIED_PER_PLACE * self.waiting_list_size)
        return self.waiting + people <= self.waiting_list_size and unverified + people <= most_unverified

    @property
    def is_wave(self) -> bool:
        """Whether so many seats are held by people who have not confirmed that somebody may do it on purpose."""
        return self.unconfirmed >= WAVE_LEAST and WAVE_SHARE * self.unconfirmed > self.capacity


def open_seats(event: Event) -> list[int]:
    """Return the seat numbers that may still be given away, those held back too, the lowest first.

    After the capacity was lowered, numbers can be free although as many people as it allows hold a seat.
    """
    held = dict(Signup.objects.holding_a_seat().filter(event_id=event.pk).values_list("seat_no", "is_exception"))
    ordinary = sum(not is_exception for is_exception in held.values())
    numbers = [number for number in range(1, event.capacity + 1) if number not in held]
    return numbers[: max(0, event.capacity - ordinary)]


def seats_of(events: list[Event]) -> dict[int, Seats]:
    """Return the seats of each event by its id; two queries for any number of events, a third for seats held back."""
    ids = [event.pk for event in events]
    rows = _counted(Signup.objects.filter(event_id__in=ids))
    counts: dict[int, list[_Count]] = {}
    for event_id, *count in rows:
        counts.setdefault(event_id, []).append(_Count(*count))
    held_back = _unclaimed_held_back(ids)
    return {event.pk: _seats(event, counts.get(event.pk, []), held_back.get(event.pk, 0)) for event in events}


def seats(event: Event) -> Seats:
    """Return the seats of one event."""
    counts = [_Count(*count) for _event_id, *count in COUNTS.rows(event=event.pk)]
    has_held_back = any(count.state == HELD_BACK for count in counts)
    held_back = _unclaimed_held_back([event.pk]) if has_held_back else {}
    return _seats(event, counts, held_back.get(event.pk, 0))


def _counted(signups: SignupQuerySet) -> QuerySet:
    # Who has left counts nothing, and is not read.
    rows = signups.active().order_by().values_list("event_id", "state", "is_exception")
    return rows.annotate(
        number=Count("*"), verified=Count("verified_at"), highest_seat=Max("seat_no"), first_end=Min("expires_at")
    )


# In the place of a state: a code of the event holds seats back, as few events have one.
HELD_BACK = "held back"
COUNTS = Prepared(
    lambda: _counted(Signup.objects.filter(event_id=Mark("event"))).union(
        InvitationCode.objects.filter(event_id=Mark("event"), held_back__gt=0)
        .order_by()
        .values_list(
            "event_id",
            Value(HELD_BACK),
            Value(False, BooleanField()),
            "held_back",
            Value(0),
            Value(None, IntegerField()),
            Value(None, DateTimeField()),
        ),
        all=True,
    )
)


class _Count(NamedTuple):
    """The sign-ups of an event that share a state."""

    state: str
    is_exception: bool
    number: int
    verified: int
    highest_seat: int | None
    first_end: datetime | None


def _seats(event: Event, counts: list[_Count], held_back: int) -> Seats:
    holding = [count for count in counts if count.state in HOLDING_A_SEAT]
    waiting = [count for count in counts if count.state == SignupState.WAITING]
    return Seats(
        capacity=event.capacity,
        held=sum(count.number for count in holding),
        held_back=held_back,
        waiting=sum(count.verified for count in waiting),
        queued=sum(count.number for count in waiting),
        waiting_list_size=event.waiting_list_size,
        unconfirmed=sum(count.number for count in holding if count.state == SignupState.UNCONFIRMED),
        ordinary=sum(count.number for count in holding if not count.is_exception),
        highest_seat=max((count.highest_seat or 0 for count in holding), default=0),
        first_end=min((count.first_end for count in counts if count.first_end), default=None),
    )


def unclaimed_by_code(event_ids: list[int]) -> dict[int, dict[int, int]]:
    """Return, for each event, how many of its held-back seats each valid code has left."""
    codes = InvitationCode.objects.filter(event_id__in=event_ids, held_back__gt=0, valid_until__gt=timezone.now())
    found = list(codes.values_list("event_id", "pk", "held_back", "valid_until"))
    # When the code ends, everybody gets its seats.
    changes_at(*(ends for *_code, ends in found))
    held_back = [tuple(code) for *code, _ends in found]
    if not held_back:
        return {}
    claims = Signup.objects.holding_a_seat().filter(code_id__in=[pk for _event_id, pk, _number in held_back])
    claimed = dict(claims.order_by().values_list("code_id").annotate(Count("id")))
    unclaimed: dict[int, dict[int, int]] = {}
    for event_id, code_id, number in held_back:
        unclaimed.setdefault(event_id, {})[code_id] = max(0, number - claimed.get(code_id, 0))
    return unclaimed


def _unclaimed_held_back(event_ids: list[int]) -> dict[int, int]:
    return {event_id: sum(left.values()) for event_id, left in unclaimed_by_code(event_ids).items()}
