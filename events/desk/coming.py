"""The events of the next weeks with their seats, for the first page of the admin."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from ..models.enums import EventStatus
from ..models.event import Event
from ..signups.seats import Seats, seats_of

LOOKS_AHEAD = timedelta(days=60)
# From so few free seats on an event is "soon full".
SOON_FULL_SHARE = 0.1
SOON_FULL_LEAST = 5


@dataclass(frozen=True)
class ComingEvent:
    event: Event
    seats: Seats

    @property
    def is_soon_full(self) -> bool:
        few = max(SOON_FULL_LEAST, round(self.seats.capacity * SOON_FULL_SHARE))
        return not self.seats.is_full and self.seats.free <= few


def coming_with_seats() -> list[ComingEvent]:
    """Return what takes place in these weeks, the next first. Two queries."""
    now = timezone.now()
    events = Event.objects.published().with_a_date().filter(starts_at__gt=now, starts_at__lte=now + LOOKS_AHEAD)
    coming = list(events.exclude(status=EventStatus.CANCELLED).order_by("starts_at", "pk"))
    seats = seats_of(coming)
    return [ComingEvent(event, seats[event.pk]) for event in coming]
