from datetime import datetime
from uuid import UUID

from cms.ground.steady_clock import steady_now
from cms.models import User

from ..models.enums import Actor, SignupState
from ..models.event import Event
from ..models.signup import Signup
from . import obstacles
from .holding import NO_HOLD
from .rules import state_after_confirming
from .seat_lock import locked_signup
from .transition import mail, move, refuse
from .waiting_list import end_of_line, settle


def confirm(public_id: UUID, user: User | None = None) -> Signup:
    """The person confirms the address: the seat, or the place on the waiting list, counts from now on.

    ``user`` is set when staff do it for somebody they have spoken to. A second click changes nothing and sends
    nothing. Raises Refused when the hold has ended.
    """
    with locked_signup(public_id) as (event, signup):
        if signup.is_active and signup.verified_at is not None:
            return signup
        now = steady_now()
        refuse(obstacles.to_confirming(event, signup, now), signup)
        _confirm(event, signup, user, now)
        return signup


def _confirm(event: Event, signup: Signup, user: User | None, now: datetime) -> None:
    actor = Actor.STAFF if user else Actor.VISITOR
    if signup.state == SignupState.WAITING:
        move(
            signup,
            SignupState.WAITING,
            actor=actor,
            user=user,
            verified_at=now,
            queued_at=end_of_line(event, now),
            **NO_HOLD,
        )
        offered = settle(event, now)
        if signup.pk in offered:
            signup.refresh_from_db()
        else:
            mail("waiting_place", signup)
        return
    state, kind = state_after_confirming(event, signup)
    move(signup, state, actor=actor, user=user, verified_at=now, **NO_HOLD)
    mail(kind, signup)
