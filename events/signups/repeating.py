"""The mail that says how a sign-up stands, once more: after a change of address, or because somebody asks for it."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from cms.models import User

from ..models.enums import Actor, EventStatus, SignupState, StepKind
from ..models.signup import Signup
from . import obstacles
from .seat_lock import locked_signup
from .transition import amend, mail, refuse

MAIL_ABOUT = {
    SignupState.UNCONFIRMED: "please_confirm",
    SignupState.PENDING: "request_received",
    SignupState.CONFIRMED: "confirmed",
    SignupState.OFFERED: "offer",
    SignupState.WAITING: "waiting_place",
    SignupState.DECLINED: "declined",
    SignupState.CANCELLED: "cancelled",
}


def mail_about(signup: Signup) -> str:
    """Return the kind of mail that says how things stand."""
    if signup.state == SignupState.CANCELLED and signup.event.status == EventStatus.CANCELLED:
        return "event_cancelled"
    waits_unverified = signup.state == SignupState.WAITING and signup.verified_at is None
    return "please_confirm" if waits_unverified else MAIL_ABOUT[SignupState(signup.state)]


def send_again(public_id: UUID, user: User) -> Signup:
    """Staff send the last mail that counts once more; the history says so. Raises Refused, also while one is fresh."""
    with locked_signup(public_id) as (event, signup):
        now = timezone.now()
        refuse(obstacles.to_sending_again(event, signup, now), signup)
        amend(signup, StepKind.REPEATED, actor=Actor.STAFF, user=user, repeated_at=now)
        mail(mail_about(signup), signup)
        return signup


def repeat(signup: Signup, kind: str, now: datetime, language: str = "") -> None:
    """Owe a mail that somebody asked for once more, unless the last one is fresh."""
    if obstacles.is_fresh(signup, now):
        return
    Signup.objects.filter(pk=signup.pk).update(repeated_at=now)
    mail(kind, signup, language)
