from uuid import UUID

from django.utils import timezone

from cms.models import User

from ..models.enums import Actor, SignupState, StepKind
from ..models.event import Event
from ..models.signup import Signup
from .refusal import Reason, Refused
from .seat_lock import locked_signup
from .transition import amend, last_decision


def has_its_day_come(event: Event) -> bool:
    """Tell whether people can be checked in."""
    return event.has_a_date and timezone.localdate() >= timezone.localdate(event.starts_at)


def check_in(public_id: UUID, user: User) -> Signup:
    """Note that somebody with a seat is there; a second click changes nothing. Raises Refused before the day."""
    with locked_signup(public_id) as (event, signup):
        if signup.state != SignupState.CONFIRMED:
            raise Refused(Reason.CHANGED, last_decision(signup))
        if not has_its_day_come(event):
            raise Refused(Reason.TOO_EARLY)
        if signup.attended_at is None:
            amend(signup, StepKind.ATTENDED, actor=Actor.STAFF, user=user, attended_at=timezone.now())
        return signup


def undo_check_in(public_id: UUID, user: User) -> Signup:
    """Take a check-in back that was a mistake."""
    with locked_signup(public_id) as (_event, signup):
        if signup.attended_at is not None:
            amend(signup, StepKind.NOT_ATTENDED, actor=Actor.STAFF, user=user, attended_at=None)
        return signup
