"""Why something can't be done with a sign-up: one rule for each step, which shows its button and which enforces it.

Each returns the reason, or None where nothing stands in the way. What only the moment under the lock can tell, such as
an address that has signed up again, the verb checks itself.
"""

from datetime import datetime, timedelta

from ..models.enums import EventStatus, SignupState
from ..models.event import Event
from ..models.signup import Signup
from .refusal import Reason

# Whoever types a stranger's address again and again sends that stranger no more than one mail in this time.
REPEAT_AFTER = timedelta(minutes=10)


def to_confirming(event: Event, signup: Signup, now: datetime) -> Reason | None:
    """Confirm the address of a sign-up."""
    if not signup.is_active:
        return Reason.EXPIRED if signup.state == SignupState.EXPIRED else Reason.CHANGED
    if signup.verified_at is not None:
        return Reason.DECIDED
    return _to_what_lasts(event, signup, now)


def to_accepting(event: Event, signup: Signup, now: datetime) -> Reason | None:
    """Take the seat that is offered."""
    if signup.state != SignupState.OFFERED:
        return Reason.EXPIRED
    return _to_what_lasts(event, signup, now)


def to_deciding(event: Event, signup: Signup, now: datetime) -> Reason | None:
    """Approve or decline."""
    if signup.state != SignupState.PENDING:
        return Reason.DECIDED
    return _because_it_is_over(event, now)


def to_reopening(event: Event, signup: Signup, now: datetime) -> Reason | None:
    """Take an ended sign-up up again, whichever way it ended."""
    if signup.is_active:
        return Reason.DECIDED
    if event.status == EventStatus.CANCELLED:
        return Reason.CANCELLED
    return Reason.STARTED if event.has_started(now) else None


def to_an_exception(event: Event, signup: Signup, now: datetime) -> Reason | None:
    """Give somebody who waits a seat beyond the capacity."""
    if signup.state != SignupState.WAITING or signup.verified_at is None:
        return Reason.DECIDED
    return _because_it_is_over(event, now)


def to_correcting(event: Event, signup: Signup, now: datetime) -> Reason | None:
    """Change what the person told us, or the address."""
    if not signup.is_active:
        return Reason.CHANGED
    return Reason.PAST if event.is_over(now) else None


def to_sending_again(event: Event, signup: Signup, now: datetime) -> Reason | None:
    """Send the mail that says how the sign-up stands once more."""
    if not signup.email_key:
        return Reason.NO_ADDRESS
    if signup.state == SignupState.EXPIRED or (signup.expires_at and now >= signup.expires_at):
        return Reason.EXPIRED
    if not signup.is_active and signup.verified_at is None:
        # It never was more than a wish of an address that nobody confirmed.
        return Reason.CHANGED
    if event.is_over(now):
        return Reason.PAST
    return Reason.REPEATED if is_fresh(signup, now) else None


def is_fresh(signup: Signup, now: datetime) -> bool:
    """Return whether a mail was repeated a moment ago."""
    return signup.repeated_at is not None and now - signup.repeated_at < REPEAT_AFTER


def to_cancelling(event: Event, signup: Signup, now: datetime) -> Reason | None:
    """The person gives the seat, or the place on the waiting list, back."""
    if not signup.is_active:
        return Reason.CHANGED
    return Reason.TOO_LATE if now >= cancellable_until(event, signup) else None


def to_cancelling_by_staff(event: Event, signup: Signup, now: datetime) -> Reason | None:
    """Staff do it for somebody who called, until the event is over."""
    if not signup.is_active:
        return Reason.DECIDED
    return Reason.PAST if event.is_over(now) else None


def cancellable_until(event: Event, signup: Signup) -> datetime:
    """Return until when the person can give back what is held; a place on the waiting list until the start."""
    if signup.holds_a_seat or not event.has_a_date:
        return event.cancellable_until
    return event.starts_at


def is_given_back(event: Event, signup: Signup, now: datetime) -> bool:
    """Return whether erasing somebody frees a seat, or a place on the waiting list."""
    return signup.is_active and not event.is_over(now)


def _to_what_lasts(event: Event, signup: Signup, now: datetime) -> Reason | None:
    if event.status == EventStatus.CANCELLED:
        return Reason.CANCELLED
    has_lapsed = signup.expires_at is not None and now >= signup.expires_at
    return Reason.EXPIRED if has_lapsed or event.has_started(now) else None


def _because_it_is_over(event: Event, now: datetime) -> Reason | None:
    if event.status == EventStatus.CANCELLED:
        return Reason.CANCELLED
    return Reason.PAST if event.is_over(now) else None
