"""The screens on which staff press one button about one sign-up, after reading what it means."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.ground.steady_clock import steady_now
from cms.mail.registry import label_of

from ...models.signup import Signup
from ...signups import accept_offer, cancel_by_staff, confirm, erase, grant_exception, reopen, send_again
from ...signups.accepting import accepting_with
from ...signups.confirming import confirming_with
from ...signups.repeating import mail_about
from ...signups.series import given_back
from ..screens.permissions import CHANGE, ERASE, VIEW
from ..screens.signup_screen import QuestionScreen


def _names(people: list[Signup]) -> str:
    return ", ".join(person.full_name for person in people)


class ReopenScreen(QuestionScreen):
    required = (VIEW, CHANGE)
    audited = "decide"
    page_title = _("Reopen the sign-up")
    question = _("Do you want to take this sign-up up again?")
    consequences = [
        _("With a free seat and nobody waiting it is to be decided once more."),
        _("Otherwise the person gets the last place on the waiting list."),
        _("The person gets a mail about it, if we have an address."),
    ]
    button_label = _("Yes, reopen it")
    verb = staticmethod(reopen)
    told = _("The sign-up %(reference)s is reopened: %(state)s.")


class ExceptionScreen(QuestionScreen):
    required = (VIEW, CHANGE)
    audited = "decide"
    page_title = _("Seat beyond the capacity")
    question = _("Do you want to give this person a seat although all seats are taken?")
    consequences = [
        _("The event then has one more participant than seats. Ask first whether the room allows it."),
        _("The sign-up says that it is an exception. Nobody on the waiting list loses a place."),
        _("The person gets a confirmation, if we have an address."),
    ]
    button_label = _("Yes, give the seat")
    verb = staticmethod(grant_exception)
    told = _("The sign-up %(reference)s has a seat beyond the capacity.")


class AcceptScreen(QuestionScreen):
    required = (VIEW, CHANGE)
    audited = "decide"
    page_title = _("Accept the seat")
    question = _("Does the person want the seat that is offered?")
    button_label = _("Yes, take the seat")
    verb = staticmethod(accept_offer)
    told = _("The person has taken the seat: %(state)s.")

    @property
    def consequences(self) -> list[str]:
        now, event = steady_now(), self.signup.event
        people = accepting_with(event, self.signup, now)
        lines = [
            gettext("Do this only when the person has told you so, on the phone or in a letter."),
            gettext("The seat then is the person's, or is to be decided where staff decide on each sign-up."),
        ]
        if names := _names(people[1:]):
            text = gettext("The seats that are offered to those who came along are taken, too: %(names)s.")
            lines.append(text % {"names": names})
        for seat in given_back(people, event, now):
            text = gettext(
                "%(name)s gives back the seat at “%(event)s” with it, because each person can have one seat in the "
                "series. A mail says so, and whoever waits there gets it."
            )
            lines.append(text % {"name": seat.full_name, "event": seat.event.name})
        return lines


class ConfirmScreen(QuestionScreen):
    required = (VIEW, CHANGE)
    audited = "decide"
    page_title = _("Confirm for the person")
    question = _("Does the person want this sign-up?")
    button_label = _("Yes, confirm the sign-up")
    verb = staticmethod(confirm)
    told = _("The sign-up %(reference)s is confirmed: %(state)s.")

    @property
    def consequences(self) -> list[str]:
        lines = [
            gettext("Do this only when the person has told you so, on the phone or in a letter."),
            gettext("The sign-up then counts as if the person had pressed the button in our mail."),
            gettext("The person gets a mail about it. If the address is wrong, correct it first."),
        ]
        if names := _names(confirming_with(self.signup)[1:]):
            lines.append(gettext("Those who came along are confirmed, too: %(names)s.") % {"names": names})
        return lines


class SendAgainScreen(QuestionScreen):
    """Sends the last mail once more with the first click."""

    required = (VIEW, CHANGE)
    audited = "mail"
    page_title = _("Send the mail again")
    http_method_names = ["post"]

    def act(self) -> str:
        signup = send_again(self.signup.public_id, self.request.user)
        return gettext('The mail "%(kind)s" is on its way once more.') % {
            "kind": label_of(f"signup.{mail_about(signup)}")
        }


class CancelScreen(QuestionScreen):
    required = (VIEW, CHANGE)
    audited = "cancel"
    page_title = _("Cancel the sign-up")
    question = _("Do you want to cancel this sign-up?")
    consequences = [
        _("The seat, or the place on the waiting list, is given back. Whoever waits next gets an offer."),
        _("The person gets a mail about it, if we have an address."),
        _("You can take the sign-up up again later; it then starts at the end of the queue."),
    ]
    button_label = _("Yes, cancel the sign-up")
    button_class = "serious"
    verb = staticmethod(cancel_by_staff)
    told = _("The sign-up %(reference)s is cancelled.")


class EraseScreen(QuestionScreen):
    required = (VIEW, ERASE)
    audited = "erase"
    page_title = _("Erase the data")
    question = _("Do you want to erase all data of this person?")
    consequences = [
        _("Name, address, organisation, answers, access needs and the consent are erased at once and for good."),
        _("A seat, or a place on the waiting list, is given back. Whoever waits next gets an offer."),
        _("Mails that are not sent yet are stopped. The person gets no mail about the erasure: tell them yourself."),
        _("What stays is the state and the history, without a name, and a line in the diary of erasures."),
    ]
    button_label = _("Yes, erase the data")
    button_class = "serious"

    def act(self) -> str:
        erase(self.signup.public_id, user=self.request.user)
        return gettext("The data of the sign-up %(reference)s is erased.") % {"reference": self.signup.reference}
