from uuid import UUID

from django.db.models import F
from django.utils import timezone

from ..enums import Actor, SignupState
from ..models.signup import Signup
from .refusal import Reason, Refused
from .seat_lock import locked_event
from .transition import mail, move
from .waiting_list import settle


def cancel(public_id: UUID) -> Signup:
    """The person gives the seat, or the place on the waiting list, back; whoever waits gets it.

    A second click changes nothing. All links sent before are void afterwards. Raises Refused after the deadline.
    """
    event_id = Signup.objects.values_list("event_id", flat=True).get(public_id=public_id)
    with locked_event(event_id) as event:
        signup = Signup.objects.get(public_id=public_id)
        if signup.state == SignupState.CANCELLED:
            return signup
        if not signup.is_active:
            raise Refused(Reason.CHANGED)
        now = timezone.now()
        deadline = event.cancellable_until if signup.holds_a_seat else event.starts_at
        if now >= deadline:
            raise Refused(Reason.TOO_LATE)
        move(
            signup,
            SignupState.CANCELLED,
            actor=Actor.VISITOR,
            seat_no=None,
            expires_at=None,
            link_version=F("link_version") + 1,
        )
        signup.refresh_from_db()
        mail("cancelled", signup)
        settle(event, now)
        return signup
