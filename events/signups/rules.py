"""When people can sign up: one rule, used to show the button and to enforce it."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..models.enums import EventAccess, EventStatus, SignupState
from ..models.event import Event
from ..models.signup import Signup
from .refusal import Reason
from .seats import Seats


class SignupStatus(models.TextChoices):
    OPEN = "open", _("open")
    WAITING_LIST = "waiting_list", _("waiting list")
    FULL = "full", _("full")
    NOT_YET = "not_yet", _("not open yet")
    CLOSED = "closed", _("closed")
    CANCELLED = "cancelled", _("cancelled")
    PAST = "past", _("over")
    POSTPONED = "postponed", _("new date follows")
    NO_FORM = "no_form", _("no sign-up")


REFUSALS = {
    SignupStatus.FULL: Reason.FULL,
    SignupStatus.NOT_YET: Reason.NOT_YET_OPEN,
    SignupStatus.CLOSED: Reason.CLOSED,
    SignupStatus.CANCELLED: Reason.CANCELLED,
    SignupStatus.PAST: Reason.PAST,
    SignupStatus.POSTPONED: Reason.POSTPONED,
    SignupStatus.NO_FORM: Reason.NO_FORM,
}


def signup_status(
    event: Event, seats: Seats, now: datetime, *, reserved: int = 0, opening_hours: bool = True, people: int = 1
) -> SignupStatus:
    """Return what ``people`` who want to sign up together at ``now`` meet. Nobody overtakes those who wait already.

    ``reserved`` are seats held back for just their invitation code; staff are not bound to ``opening_hours``.
    """
    if closed := _why_closed(event, now, opening_hours):
        return closed
    if seats_now(seats, reserved) >= people:
        return SignupStatus.OPEN
    return SignupStatus.WAITING_LIST if seats.waiting_list_has_room_for(people) else SignupStatus.FULL


def seats_now(seats: Seats, reserved: int = 0) -> int:
    """Return how many seats somebody who comes now may have, of those held back for the own code too."""
    return reserved + (0 if seats.waiting else seats.free)


def signup_is_open(event: Event, now: datetime) -> bool:
    """Return whether the form is open at ``now``, be it for the waiting list only."""
    return _why_closed(event, now, opening_hours=True) is None


def _why_closed(event: Event, now: datetime, opening_hours: bool) -> SignupStatus | None:
    if event.status == EventStatus.CANCELLED:
        return SignupStatus.CANCELLED
    if event.is_over(now):
        return SignupStatus.PAST
    if not event.live or event.signup_form_id is None:
        return SignupStatus.NO_FORM
    if opening_hours and event.signup_opens_at and now < event.signup_opens_at:
        return SignupStatus.NOT_YET
    if opening_hours and not event.has_a_date and not event.signup_while_postponed:
        return SignupStatus.POSTPONED
    if opening_hours and now >= event.signup_ends_at:
        return SignupStatus.CLOSED
    return None


def is_request(event: Event, signup: Signup) -> bool:
    """Return whether staff decide on the seat once the person has confirmed the address, or taken the offer."""
    return state_after_confirming(event, signup)[0] == SignupState.PENDING


def state_after_confirming(event: Event, signup: Signup) -> tuple[SignupState, str]:
    """Return the state of a seat whose owner has confirmed the address, and the kind of mail that says so."""
    asks_without_code = event.access == EventAccess.INVITATION and signup.code_id is None
    if event.review or asks_without_code:
        return SignupState.PENDING, "request_received"
    return SignupState.CONFIRMED, "confirmed"
