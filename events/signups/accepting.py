from datetime import datetime
from uuid import UUID

from cms.ground.steady_clock import steady_now
from cms.models import User

from ..models.enums import Actor, SignupState
from ..models.event import Event
from ..models.signup import Signup
from . import obstacles
from .ending import end
from .holding import NO_HOLD
from .party import others_of_party
from .rules import state_after_confirming
from .seat_lock import locked_series
from .series import given_back
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
        actor = Actor.STAFF if user else Actor.VISITOR
        people = accepting_with(event, signup, now)
        for seat in given_back(people, event, now):
            # The locks of the whole series are held; whoever waits there gets it.
            end(seat, actor, user)
            mail("cancelled", seat)
            settle(seat.event, now)
        state, kind = state_after_confirming(event, signup)
        for row in people:
            move(row, state, actor=actor, user=user, **NO_HOLD)
        mail(kind, signup)
        return signup


def accepting_with(event: Event, signup: Signup, now: datetime) -> list[Signup]:
    """Return whose seats one button takes: the person's, and those that are offered to companions."""
    return [signup, *(one for one in others_of_party(signup) if obstacles.to_accepting(event, one, now) is None)]
