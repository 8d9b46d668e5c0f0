"""How a sign-up changes its state: compare-and-set, with its history."""

from cms.mail.outbox import queue
from cms.models import User

from ..enums import Actor, SignupState
from ..models.signup import Signup, Step
from .refusal import Reason, Refused


def move(
    signup: Signup,
    to_state: SignupState,
    *,
    actor: Actor,
    user: User | None = None,
    **changes,
) -> None:
    """Bring ``signup`` from the state it was read in to ``to_state``; Refused(CHANGED) when somebody was faster."""
    from_state = signup.state
    changes["state"] = to_state
    moved = Signup.objects.filter(pk=signup.pk, state=from_state).update(**changes)
    if not moved:
        raise Refused(Reason.CHANGED)
    for name, value in changes.items():
        setattr(signup, name, value)
    record(signup, from_state, actor=actor, user=user)


def record(signup: Signup, from_state: str, *, actor: Actor, user: User | None = None) -> None:
    """Write one line of history."""
    Step.objects.create(signup=signup, from_state=from_state, to_state=signup.state, actor=actor, user=user)


def mail(kind: str, signup: Signup, language: str = "") -> None:
    """Owe the person a mail of ``kind``; people without an address get none."""
    if signup.email_key:
        queue(f"signup.{kind}", language or signup.language, {"signup": str(signup.public_id)})
