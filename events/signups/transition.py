"""How a sign-up changes: compare-and-set, with its history."""

from django.db import IntegrityError

from cms.ground.compiled_queries import PreparedInsert
from cms.mail.outbox import queue, queue_first
from cms.models import User

from ..models.enums import Actor, SignupState, StepKind
from ..models.option_seat import OptionSeat
from ..models.signup import Signup, Step
from .refusal import Reason, Refused

STEP = PreparedInsert(Step)
# The transitions there are; "" stands for somebody new. Waiting to waiting is the address that was confirmed.
TRANSITIONS: dict[str, set[str]] = {
    "": {SignupState.UNCONFIRMED, SignupState.WAITING, SignupState.PENDING, SignupState.CONFIRMED},
    SignupState.UNCONFIRMED: {
        SignupState.PENDING,
        SignupState.CONFIRMED,
        SignupState.EXPIRED,
        SignupState.CANCELLED,
    },
    SignupState.PENDING: {SignupState.CONFIRMED, SignupState.DECLINED, SignupState.CANCELLED},
    SignupState.CONFIRMED: {SignupState.CANCELLED},
    SignupState.WAITING: {
        SignupState.WAITING,
        SignupState.OFFERED,
        SignupState.CONFIRMED,
        SignupState.EXPIRED,
        SignupState.CANCELLED,
    },
    SignupState.OFFERED: {
        SignupState.PENDING,
        SignupState.CONFIRMED,
        SignupState.WAITING,
        SignupState.EXPIRED,
        SignupState.CANCELLED,
    },
    SignupState.DECLINED: {SignupState.WAITING, SignupState.PENDING},
    SignupState.CANCELLED: {SignupState.WAITING, SignupState.PENDING},
    SignupState.EXPIRED: {SignupState.WAITING, SignupState.PENDING},
}


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
    gives_its_seat_back = signup.seat_no is not None and changes.get("seat_no", signup.seat_no) is None
    write(signup, state=to_state, **changes)
    if gives_its_seat_back:
        # Whoever holds no seat holds no place of an option.
        OptionSeat.objects.filter(signup=signup).delete()
    record(signup, from_state, actor=actor, user=user)


def amend(signup: Signup, kind: StepKind, *, actor: Actor, user: User | None = None, **changes) -> None:
    """Change something else than the state, as long as the state is still the one it was read in."""
    write(signup, **changes)
    record(signup, signup.state, kind=kind, actor=actor, user=user)


def write(signup: Signup, **changes) -> None:
    """Write columns while the state is still the one that was read; Refused(CHANGED) when it isn't.

    Refused also when the schema itself, the second barrier, says that the seat or the address is taken.
    """
    try:
        written = Signup.objects.filter(pk=signup.pk, state=signup.state).update(**changes)
    except IntegrityError as error:
        raise Refused(Reason.CHANGED) from error
    if not written:
        raise Refused(Reason.CHANGED)
    for name, value in changes.items():
        setattr(signup, name, value)


def record(
    signup: Signup, from_state: str, *, actor: Actor, user: User | None = None, kind: StepKind = StepKind.MOVED
) -> None:
    """Write one line of history."""
    STEP.save(Step(signup=signup, kind=kind, from_state=from_state, to_state=signup.state, actor=actor, user=user))


def last_decision(signup: Signup) -> Step | None:
    """Return the line of history that brought the sign-up into its state."""
    return signup.steps.filter(kind=StepKind.MOVED).select_related("user").last()


def refuse(reason: Reason | None, signup: Signup) -> None:
    """Raise Refused where there is a reason; who decided already is told with it."""
    if reason:
        raise Refused(reason, last_decision(signup) if reason == Reason.DECIDED else None)


def first_mail(kind: str, signup: Signup) -> None:
    """Owe the first mail of a new sign-up."""
    if signup.email_key:
        queue_first(f"signup.{kind}", signup.language, {"signup": str(signup.public_id)})


def mail(kind: str, signup: Signup, language: str = "", **payload) -> None:
    """Owe the person a mail of ``kind``; people without an address get none."""
    if signup.email_key:
        queue(f"signup.{kind}", language or signup.language, {"signup": str(signup.public_id), **payload})
