"""What the form's page calls things: nobody is told of a seat who asks for one or waits for one."""

from dataclasses import dataclass, replace
from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ..models.enums import EventAccess
from ..models.event import Event
from ..pages.facts import Facts
from ..signups import SignupStatus
from ..signups.holding import time_to_confirm
from ..signups.seats import Seats

Text = str | Promise


@dataclass(frozen=True)
class Wording:
    """``notices`` stand above the form; ``then`` and ``held`` say below the button what comes after."""

    heading: Text
    button: Text
    notice_title: Text = ""
    notices: tuple[Text, ...] = ()
    then: Text = ""
    held: Text = ""

    @property
    def warns(self) -> bool:
        return self.notice_title == FULL


FULL = _("All seats are taken")
SIGN_UP = Wording(_("Sign up"), _("Submit your sign-up"))
WAIT = Wording(_("Join the waiting list"), _("Join the waiting list"), FULL)
ASK = Wording(_("Ask for a seat"), _("Submit your request"), _("This event is for invited guests"))
ON_THE_LIST = _("Use this form to join the waiting list. If a seat becomes free for you, we will email you.")
CODE_BEATS_THE_LIST = _("If you have an invitation code, you may get a seat straight away.")
ONLY_WITH_CODE = _(
    "Some seats may still be reserved for people with an invitation code. Without a code you can no longer sign up."
)
WITH_OR_WITHOUT_CODE = _(
    "If you have an invitation code, enter it in the form. If you do not, use the form to ask for "
    "a seat. We will decide and email you."
)
DECIDED = _("We look at each sign-up and decide. We will email you our answer.")


def form_wording(event: Event, facts: Facts, seats: Seats, *, asks_code: bool, has_code: bool) -> Wording:
    """Return the words for the form; ``asks_code``: it has the field for a code, ``has_code``: the field is filled."""
    waits = facts.waiting_list_open
    held = held_sentence(event, time_to_confirm(seats, gets_a_seat=not waits), waits=waits)
    return replace(_words(event, facts, asks_code=asks_code, has_code=has_code), held=held)


def held_sentence(event: Event, held_for: timedelta, *, waits: bool) -> str:
    """Return how long a seat, or a place on the waiting list, is held; empty where nobody has to confirm anything."""
    if not event.confirm_email:
        return ""
    end = event.signup_ends_at
    if end < timezone.now() + held_for:
        until = date_format(timezone.localtime(end), "DATETIME_FORMAT")
        if waits:
            return gettext("We will keep your place on the waiting list until sign-up closes: %(until)s.") % {
                "until": until
            }
        return gettext("We will hold the seat for you until sign-up closes: %(until)s.") % {"until": until}
    hours = held_for // timedelta(hours=1)
    if waits:
        sentence = ngettext(
            "We will keep your place on the waiting list for %(hours)d hour after our email arrives.",
            "We will keep your place on the waiting list for %(hours)d hours after our email arrives.",
            hours,
        )
    else:
        sentence = ngettext(
            "We will hold the seat for you for %(hours)d hour after our email arrives.",
            "We will hold the seat for you for %(hours)d hours after our email arrives.",
            hours,
        )
    return sentence % {"hours": hours}


def too_few(seats: int | None, *, can_wait: bool) -> list[str]:
    """Return the sentences for people who want more seats together than there are; None: how many is not said."""
    if seats is None:
        left = gettext("There are not enough seats for all of you.")
    else:
        left = ngettext(
            "There is only %(seats)d seat left, which is not enough for all of you.",
            "There are only %(seats)d seats left, which is not enough for all of you.",
            seats,
        ) % {"seats": seats}
    if can_wait:
        then = gettext("Please sign up fewer people, or tick below that all of you go on the waiting list together.")
    else:
        then = gettext("Please sign up fewer people. Your answers are still here.")
    return [left, then]


def _words(event: Event, facts: Facts, *, asks_code: bool, has_code: bool) -> Wording:
    confirm = event.confirm_email
    then = _then_decision(confirm) if event.review else _then_seat(confirm)
    if facts.waiting_list_open:
        notices = (ON_THE_LIST, CODE_BEATS_THE_LIST) if asks_code else (ON_THE_LIST,)
        return replace(WAIT, notices=notices, then=_then_waiting(confirm))
    if facts.signup_status == SignupStatus.FULL and asks_code:
        return replace(SIGN_UP, notice_title=FULL, notices=(ONLY_WITH_CODE,), then=then)
    if event.access == EventAccess.INVITATION and not has_code:
        return replace(ASK, notices=(WITH_OR_WITHOUT_CODE,), then=_then_decision(confirm))
    if event.review:
        return replace(SIGN_UP, notices=(DECIDED,), then=then)
    return replace(SIGN_UP, then=then)


def _then_waiting(confirm: bool) -> Text:
    if confirm:
        return _(
            "We will then email you a link. Your place on the waiting list is only valid once you "
            "have confirmed it there."
        )
    return _("We will then email you your place on the waiting list.")


def _then_decision(confirm: bool) -> Text:
    if confirm:
        return _(
            "We will then email you a link. Once you have confirmed your address there, we will "
            "decide and write to you."
        )
    return _("We will then decide and write to you.")


def _then_seat(confirm: bool) -> Text:
    if confirm:
        return _("We will then email you a link. Your sign-up is only valid once you have confirmed it there.")
    return _("We will then email you to tell you whether you have a seat.")
