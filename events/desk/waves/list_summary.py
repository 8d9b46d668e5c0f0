"""The numbers above the list of sign-ups: of the event that was chosen, or of all that are to come."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone
from django.utils.text import capfirst

from ...models.enums import SignupState
from ...models.event import Event
from ...models.signup import Signup
from ...signups.seats import Seats, seats_of
from ..screens.signup_screen import list_url
from .unconfirmed_waves import waves

MOST_EVENTS = 10


@dataclass(frozen=True)
class StateCount:
    state: SignupState
    label: str
    count: int
    url: str


@dataclass(frozen=True)
class EventNumbers:
    """``wave`` is the number of unconfirmed holds where there are suspiciously many of them, else 0."""

    event: Event
    seats: Seats
    counts: list[StateCount]
    wave: int
    url: str

    @property
    def to_decide(self) -> StateCount | None:
        return next((count for count in self.counts if count.state == SignupState.PENDING), None)


def numbers_of(events: list[Event]) -> list[EventNumbers]:
    """Return the numbers of each event; the number of queries doesn't grow with the list."""
    rows = Signup.objects.filter(event__in=events).order_by().values_list("event_id", "state").annotate(Count("id"))
    counts: dict[int, dict[str, int]] = {}
    for event_id, state, count in rows:
        counts.setdefault(event_id, {})[state] = count
    seats, many = seats_of(events), waves(events)
    return [
        EventNumbers(
            event=event,
            seats=seats[event.pk],
            counts=_state_counts(event, counts.get(event.pk, {})),
            wave=many.get(event.pk, 0),
            url=list_url(event=event.pk),
        )
        for event in events
    ]


def events_to_come() -> list[Event]:
    """Return the next events, whose numbers stand above the list as long as none is chosen."""
    return list(Event.objects.published().not_over(timezone.now()).order_by("starts_at")[:MOST_EVENTS])


def _state_counts(event: Event, counts: dict[str, int]) -> list[StateCount]:
    return [
        StateCount(state, capfirst(str(state.label)), counts[state], list_url(event=event.pk, state=state.value))
        for state in SignupState
        if counts.get(state)
    ]
