from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..models.signup import Step


class Reason(models.TextChoices):
    """Why something can't be done, as a sentence for the person who tried."""

    NOT_YET_OPEN = "not_yet_open", _("Sign-up has not opened yet.")
    CLOSED = "closed", _("Sign-up is closed.")
    CANCELLED = "cancelled", _("The event has been cancelled.")
    PAST = "past", _("The event is over.")
    POSTPONED = "postponed", _("The event has been postponed, and there is no new date yet.")
    TOO_FEW = "too_few", _("There are not enough seats for all of you.")
    FULL = "full", _("All seats are taken, and the waiting list is full too.")
    NO_FORM = "no_form", _("There is no sign-up for this event.")
    EXPIRED = "expired", _("The time for this step has run out.")
    TOO_LATE = "too_late", _("It is too late to cancel here. Please call or write to us.")
    CHANGED = "changed", _("This sign-up has changed in the meantime.")
    NETWORK = (
        "network",
        _(
            "Many sign-ups for this event from your network are still waiting to be confirmed by "
            "email. Your form was not sent, and your answers are still here. Please call or write "
            "to us, or send the form again later."
        ),
    )
    BUSY = "busy", _("A lot of people are signing up at the moment. Please try again in a minute.")
    CODE_UNKNOWN = "code_unknown", _("This invitation code does not belong to this event. Please check it.")
    CODE_ENDED = "code_ended", _("This invitation code is no longer valid.")
    CODE_USED_UP = "code_used_up", _("All seats for this invitation code are taken.")
    CODE_IN_USE = "code_in_use", _("More people than that have signed up with this invitation code already.")
    CODE_TAKEN = "code_taken", _("This event has an invitation code like that already.")
    DECIDED = "decided", _("Somebody else has decided this already.")
    KNOWN = "known", _("There is already a sign-up for this event with this email address.")
    KNOWN_PERSON = "known_person", _("This person already has a sign-up for this event with this email address.")
    SERIES = (
        "series",
        _(
            "This person has a seat at another event of this series, and each person can have only one. Cancel that "
            "seat first."
        ),
    )
    ERASED = "erased", _("The data for this sign-up has been deleted.")
    STARTED = "started", _("The event has already started.")
    TOO_EARLY = "too_early", _("People can be checked in from the day of the event on.")
    SENT = "sent", _("A message to the participants of this event has gone out in the meantime.")
    OPTION_FULL = "option_full", _("This is full now. Please choose something else.")
    REPEATED = "repeated", _("A mail went out a moment ago. It can be sent again after ten minutes.")
    NO_ADDRESS = "no_address", _("There is no email address for this sign-up.")
    HELD_BACK = "held_back", _("So many seats are not free, so they can't be held back.")


class Refused(Exception):
    """A rule, or the moment, forbids the transition; nothing was written.

    ``step`` is the line of history that was faster, where one was; ``question`` the one whose answer can't be had.
    """

    def __init__(self, reason: Reason, step: Step | None = None, *, question: str = "") -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.step = step
        self.question = question

    @property
    def sentence(self) -> str:
        """What to say to staff: who decided already, where somebody did."""
        if self.step is None:
            return str(self.reason.label)
        if self.step.user is None:
            return gettext("This sign-up has changed in the meantime: %(state)s, by %(actor)s.") % {
                "state": self.step.get_to_state_display(),
                "actor": self.step.get_actor_display(),
            }
        return gettext("Already decided by %(user)s: %(state)s.") % {
            "user": self.step.user.get_full_name() or self.step.user.get_username(),
            "state": self.step.get_to_state_display(),
        }
