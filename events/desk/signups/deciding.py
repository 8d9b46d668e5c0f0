"""Approve or decline a sign-up that is to be decided; whoever gets no seat reads why."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from cms.forms.fields import TextField

from ...mails import preview
from ...models.enums import SignupState
from ...models.event import Event
from ...models.signup import Signup
from ...signups import Refused, approve, audit, decline
from ..screens.permissions import DECIDE, VIEW
from ..screens.signup_screen import QuestionScreen, SignupScreen, list_url
from .reasons import Wording, german_reasons, wordings

LONGEST = 1000


class DeclineForm(forms.Form):
    """A ready reason, an own text, or both."""

    reason = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("Reason"),
        empty_label=_("No ready reason"),
        help_text=_("People read it in their own language, where it is translated."),
    )
    own_text = TextField(
        required=False,
        max_length=LONGEST,
        label=_("Own text"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Stands in the mail as you write it here, after the ready reason."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].queryset = german_reasons()

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not (cleaned["reason"] or cleaned["own_text"]):
            raise forms.ValidationError(_("Choose a reason or write one: people want to know why."))
        return cleaned


class BulkDeclineForm(DeclineForm):
    """For several people at once; they may read different languages, so the reason is a translated one."""

    own_text = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True
        self.fields["reason"].empty_label = _("Please choose")

    def clean(self) -> dict:
        return self.cleaned_data


class ApproveScreen(QuestionScreen):
    """Approves with the first click, on the sign-up's page or in the list."""

    required = (VIEW, DECIDE)
    audited = "decide"
    page_title = _("Approve the sign-up")
    http_method_names = ["post"]
    verb = staticmethod(approve)
    told = _("The sign-up %(reference)s is approved.")

    @property
    def next_url(self) -> str:
        if "from_list" in self.request.POST:
            return list_url(event=self.signup.event_id, state=SignupState.PENDING.value)
        return self.detail_url

    def next_steps(self) -> list:
        return others_to_decide(self.signup.event)


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


def others_to_decide(event: Event) -> list:
    """Return the button that leads on to the event's other sign-ups to decide, if there are any."""
    count = Signup.objects.filter(event=event, state=SignupState.PENDING).count()
    if not count:
        return []
    label = ngettext("%(count)d more to decide", "%(count)d more to decide", count) % {"count": count}
    return [messages.button(list_url(event=event.pk, state=SignupState.PENDING.value), label)]
