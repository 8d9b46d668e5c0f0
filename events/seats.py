"""How many seats an event has left: one function, no stored counter."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from .enums import HOLDING_A_SEAT, SignupState
from .models.event import Event
from .models.signup import InvitationCode, Signup


@dataclass(frozen=True)
class Seats:
    """``free`` is never negative; ``waiting`` counts those who confirmed their address, ``queued`` all who wait."""

    capacity: int
    held: int
    held_back: int
    waiting: int
    queued: int
    waiting_list_size: int

    @property
    def free(self) -> int:
        return max(0, self.capacity - self.held - self.held_back)

    @property
    def is_full(self) -> bool:
        return self.free == 0

    @property
    def waiting_list_has_room(self) -> bool:
        return self.queued < self.waiting_list_size


def ordinary_seats_held(event: Event) -> int:
    """Return how many sign-ups hold a seat, over all languages, without the exceptions that staff granted."""
    return Signup.objects.holding_a_seat().filter(event_id=event.pk, is_exception=False).count()


def seats_of(events: list[Event]) -> dict[int, Seats]:
    """Return the seats of each event by its id, in two queries however many events there are."""
    ids = [event.pk for event in events]
    rows = (
        Signup.objects.filter(event_id__in=ids)
        .order_by()
        .values("event_id")
        .annotate(
            held=Count("id", filter=Q(state__in=HOLDING_A_SEAT)),
            waiting=Count("id", filter=Q(state=SignupState.WAITING, verified_at__isnull=False)),
            queued=Count("id", filter=Q(state=SignupState.WAITING)),
        )
    )
    counts = {row["event_id"]: row for row in rows}
    nothing = {"held": 0, "waiting": 0, "queued": 0}
    held_back = _unclaimed_held_back(ids)
    found = {}
    for event in events:
        count = counts.get(event.pk, nothing)
        found[event.pk] = Seats(
            capacity=event.capacity,
            held=count["held"],
            held_back=held_back.get(event.pk, 0),
            waiting=count["waiting"],
            queued=count["queued"],
            waiting_list_size=event.waiting_list_size,
        )
    return found


def seats(event: Event) -> Seats:
    """Return the seats of one event."""
    return seats_of([event])[event.pk]


def unclaimed_by_code(event_ids: list[int]) -> dict[int, dict[int, int]]:
    """Return, for each event, how many of its held-back seats each valid code has left."""
    codes = (
        InvitationCode.objects.filter(event_id__in=event_ids, held_back__gt=0, valid_until__gt=timezone.now())
        .annotate(claimed=Count("signups", filter=Q(signups__state__in=HOLDING_A_SEAT)))
        .values_list("event_id", "pk", "held_back", "claimed")
    )
    unclaimed: dict[int, dict[int, int]] = {}
    for event_id, code_id, held_back, claimed in codes:
        unclaimed.setdefault(event_id, {})[code_id] = max(0, held_back - claimed)
    return unclaimed


def _unclaimed_held_back(event_ids: list[int]) -> dict[int, int]:
    return {event_id: sum(left.values()) for event_id, left in unclaimed_by_code(event_ids).items()}
