"""What ends by itself: holds nobody confirmed and offers nobody took."""

from datetime import datetime

from django.db.models import Q, QuerySet

from ..models.enums import SUSPENDING, Actor, EventStatus, SignupState
from ..models.event import Event
from ..models.signup import Signup
from .holding import HOLDS, NO_HOLD, limit_of
from .party import one_of_each_party
from .seat_lock import locked_event, skipped_while_busy
from .transition import mail, move, write
from .waiting_list import end_of_line, settle

LAPSING = Q(state__in=[SignupState.UNCONFIRMED, SignupState.OFFERED]) | Q(
    state=SignupState.WAITING, verified_at__isnull=True
)


def lapse_due(now: datetime) -> int:
    """End every hold and every offer whose time is over, event by event; return how many ended."""
    due = due_to_lapse(now).order_by()
    ended = 0
    for event_id in due.values_list("event_id", flat=True).distinct():
        with skipped_while_busy(), locked_event(event_id) as event:
            ended += end_due(event, now)
    return ended


def end_due(event: Event, now: datetime) -> int:
    """End what is over at one event and give its seats to those who wait; runs under the event's lock."""
    ended = [signup for signup in due_to_lapse(now).filter(event=event) if not _goes_on(signup, event, now)]
    had_offers = [signup for signup in ended if signup.state == SignupState.OFFERED]
    for signup in ended:
        _end(signup, event, now)
    for signup in one_of_each_party(had_offers):
        mail("offer_lapsed", signup)
    if ended:
        settle(event, now)
    return len(ended)


def due_to_lapse(now: datetime) -> QuerySet[Signup]:
    """Return what is over, and holds whose mail has not left although the sign-up closed, earlier than it was."""
    closed = Q(hold_mail__in=SUSPENDING, state__in=HOLDS, event__signup_closes_at__lte=now)
    # Also where the start was moved before the end of a hold and nobody announced it: nothing outlasts the start.
    started = Q(event__starts_at__lte=now)
    has_a_date = ~Q(event__status=EventStatus.POSTPONED)
    return Signup.objects.filter(LAPSING).filter(Q(expires_at__lte=now) | (has_a_date & (closed | started)))


def _goes_on(signup: Signup, event: Event, now: datetime) -> bool:
    """A limit that was moved holds for what still waits for its mail."""
    limit = limit_of(event, signup.state)
    if signup.hold_mail not in SUSPENDING or limit <= now:
        return False
    write(signup, expires_at=limit)
    return True


def _end(signup: Signup, event: Event, now: datetime) -> None:
    had_offer = signup.state == SignupState.OFFERED
    if had_offer and signup.offers_lapsed == 0 and not event.has_started(now):
        # An offer that came at a bad moment costs the place, not the chance: once, the person waits again, at the end.
        move(
            signup,
            SignupState.WAITING,
            actor=Actor.SYSTEM,
            seat_no=None,
            **NO_HOLD,
            queued_at=end_of_line(event, now),
            offers_lapsed=1,
        )
    else:
        # What became of its mail stays: where we could not reach the person, it is a task for staff.
        move(signup, SignupState.EXPIRED, actor=Actor.SYSTEM, seat_no=None, expires_at=None, network_hash="")
