"""People whom the mail about their hold, or their offer, has not reached: a task for staff, never a silent end."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from cms.models import User

from ..models.dates import not_over
from ..models.enums import UNREACHED, Actor, HoldMail, SignupState, StepKind
from ..models.signup import Signup, SignupQuerySet
from .holding import end_of
from .lapse import LAPSING
from .seat_lock import locked_signup
from .transition import amend

# The worker comes by every few seconds: a mail that is owed so long meets an obstacle.
LATE = timedelta(hours=1)


def unreached(now: datetime) -> SignupQuerySet:
    """Return the sign-ups, of events that are not over, whose mail is late, was refused or never left."""
    late = Q(hold_mail=HoldMail.OWED, held_since__lte=now - LATE)
    waits = LAPSING & (late | Q(hold_mail__in=[HoldMail.LOST, HoldMail.REFUSED]))
    rows = Signup.objects.filter(not_over(now, "event__"), hold_mail__in=UNREACHED, anonymised_at__isnull=True)
    return rows.filter(waits | Q(state=SignupState.EXPIRED))


def settle_unreached(public_id: UUID, user: User) -> bool:
    """Note that staff have told the person otherwise; False when that is done already.

    What is held counts from now, as if the mail had just been delivered.
    """
    with locked_signup(public_id) as (event, signup):
        if signup.hold_mail not in UNREACHED or signup.held_for is None:
            return False
        told: dict[str, Any] = {"hold_mail": HoldMail.DELIVERED}
        if signup.is_active:
            now = timezone.now()
            told |= {"held_since": now, "expires_at": end_of(event, signup.state, now, signup.held_for)}
        amend(signup, StepKind.TOLD, actor=Actor.STAFF, user=user, **told)
        return True
