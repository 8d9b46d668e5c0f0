from datetime import datetime
from uuid import UUID

from cms.ground.steady_clock import steady_now
from cms.models import User

from ..models.enums import Actor, SignupState
from ..models.signup import Signup
from . import obstacles
from .ending import end
from .holding import NO_HOLD
from .party import others_of_party
from .rules import state_after_confirming
from .seat_lock import locked_series
from .series import is_bound, of_signup
from .transition import mail, move, refuse
from .waiting_list import settle


def accept_offer(public_id: UUID, user: User | None = None) -> Signup:
    """The person takes the seat that was offered, and those that are offered to companions; staff may still decide.

    Where a series gives each person one seat, the one at another event is given back with it.

    ``user`` is set when staff do it for somebody who called. A second click changes nothing. Raises Refused when the
    offer has lapsed.
    """
    with locked_series(public_id) as (event, signup):
        if signup.state in (SignupState.CONFIRMED, SignupState.PENDING):
            return signup
        now = steady_now()
        refuse(obstacles.to_accepting(event, signup, now), signup)
        others = [other for other in others_of_party(signup) if obstacles.to_accepting(event, other, now) is None]
        state, kind = state_after_confirming(event, signup)
        for row in [signup, *others]:
            if is_bound(event, now):
                _give_back(of_signup(row, event), now)
            move(row, state, actor=Actor.STAFF if user else Actor.VISITOR, user=user, **NO_HOLD)
        mail(kind, signup)
        return signup


def _give_back(elsewhere: list[Signup], now: datetime) -> None:
    """End what somebody has at other events, whose locks are held; whoever waits there gets it."""
    for signup in elsewhere:
        end(signup, Actor.VISITOR)
        mail("cancelled", signup)
        settle(signup.event, now)
