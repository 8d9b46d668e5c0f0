"""What is fair over a series of events: one seat per person, and first those who have none."""

from collections.abc import Iterable
from datetime import datetime

from ..models.enums import SignupState
from ..models.event import Event
from ..models.signup import Signup
from .party import is_named_like

# A seat that somebody has, whose address is proved; a request holds one, too.
HAS_A_SEAT = [SignupState.PENDING, SignupState.CONFIRMED]
BEHIND = -1


def is_bound(event: Event, now: datetime) -> bool:
    """Return whether each person can have one seat in the event's series now."""
    return event.series is not None and event.series.is_one_seat_each(now)


def seats_elsewhere(event: Event, address: str | None, given_name: str, family_name: str) -> list[Signup]:
    """Return what a person has at other events of the series, the first event first; runs under the series' locks."""
    if event.series_id is None or not address:
        return []
    rows = Signup.objects.filter(event__series_id=event.series_id, email_key=address, state__in=HAS_A_SEAT)
    rows = rows.exclude(event=event).select_related("event").order_by("event__starts_at", "pk")
    return [row for row in rows if is_named_like(row, given_name, family_name)]


def of_signup(signup: Signup, event: Event) -> list[Signup]:
    """Return what the person of a sign-up has at other events of the series."""
    return seats_elsewhere(event, signup.email_key, signup.given_name, signup.family_name)


def given_back(people: Iterable[Signup], event: Event, now: datetime) -> list[Signup]:
    """Return the seats that these people give back by accepting one at ``event``; who was there once keeps that."""
    if not is_bound(event, now):
        return []
    elsewhere = [seat for signup in people for seat in of_signup(signup, event)]
    return [seat for seat in elsewhere if not seat.event.has_started(now)]


def priority(signup: Signup, event: Event) -> int:
    """Return where on the waiting list somebody stands: behind those who have no seat in the series."""
    if event.series is None or not event.series.without_seat_first:
        return signup.priority
    return BEHIND if of_signup(signup, event) else signup.priority
