from datetime import datetime
from uuid import UUID

from django.utils import timezone

from cms.models import User

from ..models.enums import Actor, SignupState
from ..models.event import Event
from ..models.signup import Signup
from . import obstacles
from .holding import NO_HOLD
from .seat_lock import locked_event, locked_signup
from .transition import mail, move, refuse
from .waiting_list import settle


def cancel(public_id: UUID) -> Signup:
    """The person gives the seat, or the place on the waiting list, back; whoever waits gets it.

    A second click changes nothing. All links sent before are void afterwards. Raises Refused after the deadline.
    """
    with locked_signup(public_id) as (event, signup):
        if signup.state == SignupState.CANCELLED:
            return signup
        now = timezone.now()
        refuse(obstacles.to_cancelling(event, signup, now), signup)
        end(signup, Actor.VISITOR)
        mail("cancelled", signup)
        settle(event, now)
        return signup


def cancel_by_staff(public_id: UUID, user: User) -> Signup:
    """Staff cancel for somebody who called, until the event is over; an address nobody confirmed gets no mail.

    Raises Refused when the sign-up has ended already.
    """
    with locked_signup(public_id) as (event, signup):
        now = timezone.now()
        refuse(obstacles.to_cancelling_by_staff(event, signup, now), signup)
        end(signup, Actor.STAFF, user)
        if signup.verified_at:
            mail("cancelled", signup)
        settle(event, now)
        return signup


def end(signup: Signup, actor: Actor, user: User | None = None) -> None:
    """End an active sign-up, free its seat and make its links void; runs under the lock, the caller settles."""
    move(
        signup,
        SignupState.CANCELLED,
        actor=actor,
        user=user,
        seat_no=None,
        **NO_HOLD,
        is_exception=False,
        attended_at=None,
        link_version=signup.link_version + 1,
    )


def release_unconfirmed(event_id: int, user: User) -> int:
    """End all holds that nobody has confirmed yet, after a wave of them; return how many."""
    with locked_event(event_id) as event:
        now = timezone.now()
        released = [_released(signup, user) for signup in unconfirmed(event)]
        if released:
            settle(event, now)
        return len(released)


def unconfirmed(event: Event, since: datetime | None = None):
    """Return the sign-ups whose address nobody has confirmed; ``since`` keeps those that came after it."""
    rows = Signup.objects.active().filter(
        event=event, verified_at__isnull=True, state__in=[SignupState.UNCONFIRMED, SignupState.WAITING]
    )
    return rows.filter(created_at__gte=since) if since else rows


def _released(signup: Signup, user: User) -> Signup:
    move(signup, SignupState.EXPIRED, actor=Actor.STAFF, user=user, seat_no=None, **NO_HOLD)
    return signup
