"""What a sign-up is called to the person: a seat, a request, an offer or a place on the waiting list."""

from dataclasses import dataclass

from django.utils.translation import gettext

from ...models.enums import SignupState
from ...models.signup import Signup
from ...signups.rules import is_request


@dataclass(frozen=True)
class Words:
    """``title`` names it; ``confirm_*`` stand on the page that confirms, ``leave_*`` on those that give it back."""

    title: str
    confirm_title: str
    confirm_lead: str
    confirm_label: str
    leave_heading: str
    leave_text: str
    leave_label: str
    leave_title: str
    leave_question: str
    leave_lead: str
    leave_yes: str
    leave_no: str


def words_for(signup: Signup) -> Words:
    """Return how to speak of this sign-up as it stands, in the active language."""
    if signup.state == SignupState.WAITING:
        return _place()
    if signup.state == SignupState.OFFERED:
        return _offer()
    if is_undecided(signup):
        return _request()
    return _seat()


def is_undecided(signup: Signup) -> bool:
    """Return whether it is a request that staff have yet to decide on."""
    unconfirmed = signup.state == SignupState.UNCONFIRMED
    return signup.state == SignupState.PENDING or (unconfirmed and is_request(signup.event, signup))


def _seat() -> Words:
    return Words(
        title=gettext("Your sign-up"),
        confirm_title=gettext("Confirm your sign-up"),
        confirm_lead=gettext("Press the button to confirm your sign-up."),
        confirm_label=gettext("Confirm my sign-up"),
        leave_heading=gettext("If you cannot come"),
        leave_text=gettext("Please cancel so that someone else can have the seat."),
        leave_label=gettext("Cancel my sign-up"),
        leave_title=gettext("Cancel your sign-up"),
        leave_question=gettext("Do you want to cancel your sign-up?"),
        leave_lead=gettext("Your seat will go to someone else. You cannot undo this."),
        leave_yes=gettext("Yes, cancel my sign-up"),
        leave_no=gettext("No, keep it"),
    )


def _request() -> Words:
    return Words(
        title=gettext("Your request for a seat"),
        confirm_title=gettext("Confirm your request"),
        confirm_lead=gettext("Press the button to send us your request."),
        confirm_label=gettext("Confirm my request"),
        leave_heading=gettext("If you cannot come"),
        leave_text=gettext("Please withdraw your request so that someone else can have the seat."),
        leave_label=gettext("Withdraw my request"),
        leave_title=gettext("Withdraw your request"),
        leave_question=gettext("Do you want to withdraw your request?"),
        leave_lead=gettext("Someone else can then have the seat. You cannot undo this."),
        leave_yes=gettext("Yes, withdraw my request"),
        leave_no=gettext("No, keep my request"),
    )


def _offer() -> Words:
    return Words(
        title=gettext("A seat is free for you"),
        confirm_title=gettext("Confirm your sign-up"),
        confirm_lead=gettext("Press the button to confirm your sign-up."),
        confirm_label=gettext("Confirm my sign-up"),
        leave_heading=gettext("If you do not want the seat"),
        leave_text=gettext("Please turn it down so that the next person can have it soon."),
        leave_label=gettext("Turn down the seat"),
        leave_title=gettext("Turn down the seat"),
        leave_question=gettext("Do you want to turn down the seat?"),
        leave_lead=gettext("It will go to the next person on the waiting list. You cannot undo this."),
        leave_yes=gettext("Yes, turn it down"),
        leave_no=gettext("No, go back"),
    )


def _place() -> Words:
    return Words(
        title=gettext("Your place on the waiting list"),
        confirm_title=gettext("Confirm your place on the waiting list"),
        confirm_lead=gettext("Press the button to confirm your place on the waiting list."),
        confirm_label=gettext("Confirm my place"),
        leave_heading=gettext("If you do not want to wait any longer"),
        leave_text=gettext("Please leave the waiting list so that others can move up."),
        leave_label=gettext("Leave the waiting list"),
        leave_title=gettext("Leave the waiting list"),
        leave_question=gettext("Do you want to leave the waiting list?"),
        leave_lead=gettext("Others will move up. You cannot undo this."),
        leave_yes=gettext("Yes, leave the waiting list"),
        leave_no=gettext("No, keep my place"),
    )
