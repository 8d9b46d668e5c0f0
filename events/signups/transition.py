"""How a sign-up changes: compare-and-set, with its history."""

from cms.mail.outbox import queue
from cms.models import User

from ..enums import Actor, SignupState, StepKind
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
    write(signup, state=to_state, **changes)
    record(signup, from_state, actor=actor, user=user)


def amend(signup: Signup, kind: StepKind, *, actor: Actor, user: User | None = None, **changes) -> None:
    """Change something else than the state, as long as the state is still the one it was read in."""
    write(signup, **changes)
    record(signup, signup.state, kind=kind, actor=actor, user=user)


def write(signup: Signup, **changes) -> None:
    """Write columns while the state is still the one that was read; Refused(CHANGED) when it isn't."""
    if not Signup.objects.filter(pk=signup.pk, state=signup.state).update(**changes):
        raise Refused(Reason.CHANGED)
    for name, value in changes.items():
        setattr(signup, name, value)


def record(
    signup: Signup, from_state: str, *, actor: Actor, user: User | None = None, kind: StepKind = StepKind.MOVED
) -> None:
    """Write one line of history."""
    Step.objects.create(signup=signup, kind=kind, from_state=from_state, to_state=signup.state, actor=actor, user=user)


def last_decision(signup: Signup) -> Step | None:
    """Return the line of history that brought the sign-up into its state."""
    return signup.steps.filter(kind=StepKind.MOVED).select_related("user").last()


def mail(kind: str, signup: Signup, language: str = "", **payload) -> None:
    """Owe the person a mail of ``kind``; people without an address get none."""
    if signup.email_key:
        queue(f"signup.{kind}", language or signup.language, {"signup": str(signup.public_id), **payload})
