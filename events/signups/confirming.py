from datetime import datetime
from uuid import UUID

from cms.ground.steady_clock import steady_now
from cms.models import User

from ..models.enums import Actor, SignupState
from ..models.event import Event
from ..models.signup import Signup
from . import obstacles
from .holding import NO_HOLD
from .party import others_of_party
from .refusal import Reason, Refused
from .rules import state_after_confirming
from .seat_lock import locked_series
from .series import is_bound, of_signup, priority
from .transition import mail, move, refuse
from .waiting_list import end_of_line, settle


def confirm(public_id: UUID, user: User | None = None) -> Signup:
    """The person confirms the address: the seats, or the places on the waiting list, of all who came along count now.

    ``user`` is set when staff do it for somebody they have spoken to. A second click changes nothing and sends
    nothing. Raises Refused when the hold has ended.
    """
    with locked_series(public_id) as (event, signup):
        if signup.is_active and signup.verified_at is not None:
            return signup
        now = steady_now()
        refuse(obstacles.to_confirming(event, signup, now), signup)
        confirmed = confirming_with(signup)
        if is_bound(event, now) and any(row.holds_a_seat and of_signup(row, event) for row in confirmed):
            raise Refused(Reason.SERIES)
        kinds = [_confirm(event, row, user, now) for row in confirmed]
        offered = settle(event, now) if "waiting_place" in kinds else []
        if signup.pk in offered:
            signup.refresh_from_db()
        else:
            mail(kinds[0], signup)
        return signup


def confirming_with(signup: Signup) -> list[Signup]:
    """Return whom one button confirms: this person, and the companions whose address it is too."""
    return [signup, *(row for row in others_of_party(signup) if row.is_active and row.verified_at is None)]


def _confirm(event: Event, signup: Signup, user: User | None, now: datetime) -> str:
    """Let one row count; return the kind of mail that says so."""
    actor = Actor.STAFF if user else Actor.VISITOR
    if signup.state == SignupState.WAITING:
        move(
            signup,
            SignupState.WAITING,
            actor=actor,
            user=user,
            verified_at=now,
            queued_at=end_of_line(event, now),
            priority=priority(signup, event),
            **NO_HOLD,
        )
        return "waiting_place"
    state, kind = state_after_confirming(event, signup)
    move(signup, state, actor=actor, user=user, verified_at=now, **NO_HOLD)
    return kind
