"""Staff cancel a sign-up for somebody, or erase a person's data."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...signups import cancel_by_staff, erase
from ..screens.permissions import CHANGE, ERASE, VIEW
from ..screens.signup_screen import QuestionScreen


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

    def act(self) -> str:
        cancel_by_staff(self.signup.public_id, self.request.user)
        return gettext("The sign-up %(reference)s is cancelled.") % {"reference": self.signup.reference}


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
