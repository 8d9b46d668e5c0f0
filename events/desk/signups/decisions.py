"""Approve, decline, reopen, and grant a seat beyond the capacity, one sign-up at a time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from ...mails import preview
from ...models.enums import SignupState
from ...models.event import Event
from ...models.signup import Signup
from ...signups import Refused, accept_offer, approve, audit, confirm, decline, grant_exception, reopen
from ..screens.permissions import CHANGE, DECIDE, VIEW
from ..screens.signup_screen import QuestionScreen, SignupScreen, list_url
from .decline_form import DeclineForm
from .reasons import Wording, wordings


def others_to_decide(event: Event) -> list:
    """Return the button that leads on to the event's other sign-ups to decide, if there are any."""
    count = Signup.objects.filter(event=event, state=SignupState.PENDING).count()
    if not count:
        return []
    label = ngettext("%(count)d more to decide", "%(count)d more to decide", count) % {"count": count}
    return [messages.button(list_url(event=event.pk, state=SignupState.PENDING.value), label)]


class ApproveScreen(QuestionScreen):
    """Approves with the first click on the sign-up's page."""

    required = (VIEW, DECIDE)
    audited = "decide"
    page_title = _("Approve the sign-up")
    http_method_names = ["post"]

    def act(self) -> str:
        approve(self.signup.public_id, self.request.user)
        return gettext("The sign-up %(reference)s is approved.") % {"reference": self.signup.reference}

    def next_steps(self) -> list:
        return others_to_decide(self.signup.event)


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

    def act(self) -> str:
        signup = reopen(self.signup.public_id, self.request.user)
        return gettext("The sign-up %(reference)s is reopened: %(state)s.") % {
            "reference": signup.reference,
            "state": signup.get_state_display(),
        }


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

    def act(self) -> str:
        grant_exception(self.signup.public_id, self.request.user)
        return gettext("The sign-up %(reference)s has a seat beyond the capacity.") % {
            "reference": self.signup.reference
        }


class AcceptScreen(QuestionScreen):
    required = (VIEW, CHANGE)
    audited = "decide"
    page_title = _("Take the seat")
    question = _("Does the person want the seat that is offered?")
    consequences = [
        _("Do this only when the person has told you so, on the phone or in a letter."),
        _("The seat then is the person's, or is to be decided where staff decide on each sign-up."),
    ]
    button_label = _("Yes, take the seat")

    def act(self) -> str:
        signup = accept_offer(self.signup.public_id, self.request.user)
        return gettext("The person has taken the seat: %(state)s.") % {"state": signup.get_state_display()}


class ConfirmScreen(QuestionScreen):
    required = (VIEW, CHANGE)
    audited = "decide"
    page_title = _("Confirm for the person")
    question = _("Does the person want this sign-up?")
    consequences = [
        _("Do this only when the person has told you so, on the phone or in a letter."),
        _("The sign-up then counts as if the person had pressed the button in our mail."),
        _("The person gets a mail about it. If the address is wrong, correct it first."),
    ]
    button_label = _("Yes, confirm the sign-up")

    def act(self) -> str:
        signup = confirm(self.signup.public_id, self.request.user)
        return gettext("The sign-up %(reference)s is confirmed: %(state)s.") % {
            "reference": signup.reference,
            "state": signup.get_state_display(),
        }


class DeclineScreen(SignupScreen):
    """First the reason, then the mail as the person will read it, then "Decline and send"."""

    required = (VIEW, DECIDE)
    page_title = _("Decline the sign-up")
    template_name = "events/admin/decline.html"

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**{"form": DeclineForm(), "step": "write", **kwargs})

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = DeclineForm(request.POST)
        if not form.is_valid() or "change" in request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        wording = self._wording(form)
        if "send" in request.POST:
            return self._decline(wording.text)
        as_declined = {"state": SignupState.DECLINED, "seat_no": None, "reason": wording.text}
        mail = preview("declined", self.signup, **as_declined) if self.signup.email else None
        return self.render_to_response(self.get_context_data(form=form, step="read", wording=wording, mail=mail))

    def _wording(self, form: DeclineForm) -> Wording:
        language = self.signup.language
        return wordings(form.cleaned_data["reason"], form.cleaned_data["own_text"], [language])[language]

    def _decline(self, reason: str) -> HttpResponse:
        try:
            decline(self.signup.public_id, self.request.user, reason)
        except Refused as refused:
            messages.error(self.request, refused.sentence)
        else:
            audit.note("decide", self.signup, self.request.user)
            text = gettext("The sign-up %(reference)s is declined.") % {"reference": self.signup.reference}
            messages.success(self.request, text, buttons=others_to_decide(self.signup.event))
        return redirect(self.detail_url)
