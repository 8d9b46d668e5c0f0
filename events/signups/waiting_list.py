"""Who comes next when a seat is free."""

from datetime import datetime, timedelta

from django.db.models import Max, Q

from ..models.enums import Actor, EventStatus, SignupState
from ..models.event import Event
from ..models.signup import Signup
from .holding import new_hold
from .option_places import take_what_is_free
from .party import one_of_each_party
from .refusal import Reason, Refused
from .seat_lock import locked_event, skipped_while_busy
from .seats import open_seats, seats, seats_of, unclaimed_by_code
from .transition import mail, move

OFFER = timedelta(hours=48)
WITHOUT_OFFERS = [EventStatus.CANCELLED, EventStatus.POSTPONED]


def settle(event: Event, now: datetime) -> list[int]:
    """Offer every free seat to those who wait, in their order; return the sign-ups that got an offer.

    Seats held back for a code go to those who wait with that code. Runs under the event's lock, inside each transition
    that frees a seat and whenever the capacity has risen. Nobody is promoted once the event has started, or while
    nobody knows its date.
    """
    if not event.live or event.status in WITHOUT_OFFERS or now >= event.starts_at:
        return []
    queue = Signup.objects.in_queue().filter(event=event)
    offered = []
    for code_id, unclaimed in unclaimed_by_code([event.pk]).get(event.pk, {}).items():
        reserved = min(unclaimed, len(open_seats(event)))
        offered += [_offer(event, signup, now) for signup in queue.filter(code_id=code_id)[:reserved]]
    free = seats(event).free
    offered += [_offer(event, signup, now) for signup in queue[:free]]
    for signup in one_of_each_party(offered):
        mail("offer", signup)
    return [signup.pk for signup in offered]


def _offer(event: Event, signup: Signup, now: datetime) -> Signup:
    move(
        signup,
        SignupState.OFFERED,
        actor=Actor.SYSTEM,
        seat_no=lowest_free_seat(event),
        **new_hold(event, SignupState.OFFERED, now, OFFER, has_address=bool(signup.email_key)),
    )
    take_what_is_free(event, signup)
    return signup


def lowest_free_seat(event: Event) -> int:
    """Return the smallest seat number that may be given away; runs under the event's lock.

    Raises Refused(FULL) rather than hand out a seat beyond the capacity, whatever was counted before.
    """
    numbers = open_seats(event)
    if not numbers:
        raise Refused(Reason.FULL)
    return numbers[0]


def seat_beyond_capacity(event: Event) -> int:
    """Return a seat number that only an exception may have."""
    highest = Signup.objects.holding_a_seat().filter(event=event).aggregate(highest=Max("seat_no"))["highest"]
    return max(event.capacity, highest or 0) + 1


def end_of_line(event: Event, now: datetime) -> datetime:
    """Return since when somebody waits who begins now: behind all who wait, also after a clock was put back."""
    newest = Signup.objects.in_queue().filter(event=event).order_by().aggregate(at=Max("queued_at"))["at"]
    return max(now, newest) if newest else now


def place_in_queue(signup: Signup) -> int | None:
    """Return the place on the waiting list, 1 for the next one; None for somebody who doesn't wait."""
    if signup.state != SignupState.WAITING or signup.verified_at is None:
        return None
    earlier = Q(queued_at__lt=signup.queued_at) | Q(queued_at=signup.queued_at, pk__lt=signup.pk)
    ahead = Q(priority__gt=signup.priority) | (Q(priority=signup.priority) & earlier)
    return Signup.objects.in_queue().filter(ahead, event_id=signup.event_id).count() + 1


def settle_all(now: datetime) -> int:
    """Settle every event to come where people wait; the worker repeats it, so a crash after a publish loses nothing."""
    waiting = Signup.objects.in_queue().filter(event__starts_at__gt=now).order_by()
    events = list(Event.objects.published().with_a_date().filter(pk__in=waiting.values("event_id")))
    unclaimed = unclaimed_by_code([event.pk for event in events])
    settled = 0
    for event_id, found in seats_of(events).items():
        if not found.free and not any(unclaimed.get(event_id, {}).values()):
            continue
        with skipped_while_busy(), locked_event(event_id) as locked:
            settled += len(settle(locked, now))
    return settled
