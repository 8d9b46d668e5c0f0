from datetime import datetime
from uuid import UUID

from django.utils import timezone

from cms.models import User

from ..addresses import normalise_address
from ..enums import Actor, StepKind
from ..models.signup import Signup
from .person import Person, columns, keep_needs
from .refusal import Reason, Refused
from .seat_lock import locked_event, locked_signup
from .signing_up import known_at, repeat
from .transition import amend, mail

# After a change of address the new one is told how things stand.
MAIL_ABOUT = {
    "unconfirmed": "please_confirm",
    "pending": "request_received",
    "confirmed": "confirmed",
    "offered": "offer",
    "waiting": "waiting_place",
}


def correct(public_id: UUID, person: Person, *, user: User | None = None) -> Signup:
    """Change what the person told us, except the address; ``user`` is set when staff do it for somebody.

    The consent stays the one that was given. Raises Refused for a sign-up that has ended.
    """
    with locked_signup(public_id) as (event, signup):
        now = timezone.now()
        _is_open_for_changes(signup, event.ends_at, now)
        changes = {
            name: value for name, value in columns(person, now).items() if name not in ("consent_text", "consent_at")
        }
        amend(signup, StepKind.CORRECTED, actor=Actor.STAFF if user else Actor.VISITOR, user=user, **changes)
        keep_needs(signup, person.needs, now)
        return signup


def change_address(public_id: UUID, email: str, user: User) -> Signup:
    """Staff correct an address; all links sent to the old one are void, and the new one is told how things stand.

    Raises Refused(KNOWN) when another sign-up has it.
    """
    with locked_signup(public_id) as (event, signup):
        now = timezone.now()
        _is_open_for_changes(signup, event.ends_at, now)
        address = normalise_address(email)
        known = known_at(event, address)
        if known is not None and known.pk != signup.pk:
            raise Refused(Reason.KNOWN)
        amend(
            signup,
            StepKind.ADDRESS,
            actor=Actor.STAFF,
            user=user,
            email=email,
            email_key=address,
            link_version=signup.link_version + 1,
            repeated_at=None,
        )
        waits_unverified = signup.state == "waiting" and signup.verified_at is None
        mail("please_confirm" if waits_unverified else MAIL_ABOUT[signup.state], signup)
        return signup


def send_link(event_id: int, email: str, language: str) -> None:
    """Send somebody the link to the own sign-up once more; does nothing, silently, for an address without one."""
    with locked_event(event_id) as event:
        signup = known_at(event, normalise_address(email))
        if signup is None:
            return
        repeat(signup, "your_link" if signup.verified_at else "please_confirm", timezone.now(), language)


def _is_open_for_changes(signup: Signup, ends_at: datetime, now: datetime) -> None:
    if not signup.is_active:
        raise Refused(Reason.CHANGED)
    if now >= ends_at:
        raise Refused(Reason.PAST)
