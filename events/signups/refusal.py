from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Why something can't be done, as a sentence for the person who tried."""

    NOT_YET_OPEN = "not_yet_open", _("Sign-up has not opened yet.")
    CLOSED = "closed", _("Sign-up is closed.")
    CANCELLED = "cancelled", _("The event has been cancelled.")
    PAST = "past", _("The event is over.")
    FULL = "full", _("All seats are taken, and the waiting list is full too.")
    NO_FORM = "no_form", _("There is no sign-up for this event.")
    EXPIRED = "expired", _("The time for this step is over.")
    TOO_LATE = "too_late", _("It is too late to cancel here. Please call or write to us.")
    CHANGED = "changed", _("This sign-up has changed in the meantime.")
    BUSY = "busy", _("Very many people are signing up at this moment. Please try again in a minute.")


class Refused(Exception):
    """A rule, or the moment, forbids the transition; nothing was written."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
