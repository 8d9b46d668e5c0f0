"""Staff enter somebody who called or wrote: choose the event, then the form, then the sheet to print."""

from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from ...models.enums import EventAccess, EventStatus, SignupSource
from ...models.event import Event
from ...models.signup import Signup
from ...questions.entry_form import SignupEntryForm, code_field, language_field
from ...questions.fields import Full
from ...questions.questions import CONSENT, form_in_language, german_labels
from ...signups import Person, Reason, Refused, audit, enter
from ...signups.codes import has_codes
from ...signups.option_places import full_options
from ...signups.rules import REFUSALS, SignupStatus, signup_status
from ...signups.seats import seats
from ...signups.sort_key import name_letters
from ..screens.event_screen import EventScreen
from ..screens.permissions import ENTER, VIEW
from ..screens.signup_screen import list_url
from ..waves.choose_event import ChooseEventScreen
from ..waves.list_summary import numbers_of

# Where not even staff can enter anybody.
CLOSED = (SignupStatus.CANCELLED, SignupStatus.PAST, SignupStatus.NO_FORM)

SHARED = "shared_mailbox"
WHY_SHARED = [
    ("", _("Please choose")),
    ("family", _("A couple or a family shares the mailbox")),
    ("organisation", _("An organisation signs its people up")),
    ("help", _("Somebody helps several people")),
]

# At which field a refusal of the domain stands.
FIELD_OF = {
    Reason.KNOWN: SHARED,
    Reason.KNOWN_PERSON: "given_name",
    Reason.CODE_UNKNOWN: "code",
    Reason.CODE_ENDED: "code",
    Reason.CODE_USED_UP: "code",
}


class EntryForm(SignupEntryForm):
    """A sign-up by phone or on paper, with the event's questions in German. A second one of a name has to be wanted."""

    by_staff = True

    def __init__(self, event: Event, data: QueryDict | None = None) -> None:
        self.texts = form_in_language(event.signup_form_id, settings.LANGUAGE_CODE)
        # Who has to wait may wish for anything.
        waits = bool(event.option_limits) and seats(event).is_full
        full: Full = frozenset() if waits else full_options(event)
        super().__init__(event, self.texts, data, full=full, initial={"language": settings.LANGUAGE_CODE})
        if data is not None and SHARED in data:
            self._ask_why_shared()

    def asked(self) -> dict[str, forms.Field]:
        source = forms.ChoiceField(
            label=_("Came by"),
            choices=[(source.value, source.label) for source in (SignupSource.PHONE, SignupSource.PAPER)],
            widget=forms.RadioSelect,
            initial=SignupSource.PHONE,
            error_messages={"required": _("Choose how the person signed up.")},
        )
        asks_code = self.event.access == EventAccess.INVITATION or has_codes(self.event)
        consent = forms.BooleanField(
            label=_("The person has agreed, on the phone or on paper."),
            help_text=self.texts.consent if self.texts else "",
            error_messages={"required": _("Without the person's consent nothing may be kept.")},
        )
        return {
            "source": source,
            "language": language_field(by_staff=True),
            **super().asked(),
            **({"code": code_field(self.event, by_staff=True)} if asks_code else {}),
            "consent": consent,
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        name = name_letters(cleaned.get("given_name") or "", cleaned.get("family_name") or "")
        known = Signup.objects.active().filter(event=self.event).values_list("given_name", "family_name")
        # People write the first name last, too.
        either_way = {name_letters(*names) for given, family in known for names in ((given, family), (family, given))}
        if name and name in either_way:
            self._ask_whether_another()
        return cleaned

    def _ask_whether_another(self) -> None:
        self.fields["another"] = forms.BooleanField(required=False, label=_("This is another person: enter it too."))
        if not self.data.get("another"):
            message = _("Somebody with this name has a sign-up for this event already. Is this another person?")
            self.add_error("another", message)

    def _ask_why_shared(self) -> None:
        self.fields[SHARED] = forms.ChoiceField(
            label=_("Why several people have this email address"),
            choices=WHY_SHARED,
            required=False,
            help_text=_("The mails to this person go there, too. The reason is kept in the log."),
        )

    def person(self) -> Person:
        """Return what was typed; the consent is kept as it reads in the person's language, or else in German."""
        person = super().person()
        texts = form_in_language(self.event.signup_form_id, person.language)
        if texts and texts.consent:
            consents = tuple(question for question in texts.questions if question.kind == CONSENT)
            labels = {**person.labels, **german_labels(consents, person.language, timezone.now())}
            return replace(person, consent_text=texts.consent, labels=labels)
        german = self.texts.consent if self.texts else ""
        return replace(person, consent_text=german, consent_language=settings.LANGUAGE_CODE)

    def show(self, refused: Refused) -> None:
        """Let the reason of a refusal stand at the field that it is about."""
        if refused.reason == Reason.OPTION_FULL:
            self.show_full(refused)
            return
        if refused.reason == Reason.KNOWN:
            self._ask_why_shared()
        name = FIELD_OF.get(refused.reason)
        self.add_error(name if name in self.fields else None, refused.sentence)


class EntryEventScreen(ChooseEventScreen):
    required = (VIEW, ENTER)
    page_title = _("Enter a sign-up")
    question = _("For which event?")
    if_none = _("No event with a sign-up form is to come.")
    next_url_name = "signups:enter"

    def events(self) -> QuerySet[Event]:
        events = Event.objects.published().not_over(timezone.now()).filter(signup_form__isnull=False)
        return events.exclude(status=EventStatus.CANCELLED).order_by("starts_at", "pk")

    def way_here(self) -> list[dict]:
        return [{"url": reverse("signups:index"), "label": gettext("Sign-ups")}]


class EntryScreen(EventScreen):
    required = (VIEW, ENTER)
    page_title = _("Enter a sign-up")
    template_name = "events/admin/person_form.html"

    def turned_away(self) -> HttpResponse | None:
        status = signup_status(self.event, seats(self.event), timezone.now(), opening_hours=False)
        if self.request.method == "POST" or status not in CLOSED:
            return None
        messages.error(self.request, REFUSALS[status].label)
        return redirect(self.desk_url)

    def get_context_data(self, **kwargs) -> dict:
        kwargs.setdefault("form", EntryForm(self.event))
        return super().get_context_data(
            numbers=numbers_of([self.event])[0],
            button_label=gettext("Enter the sign-up"),
            back_url=list_url(event=self.event.pk),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = EntryForm(self.event, request.POST)
        if form.is_valid():
            try:
                why_shared = form.cleaned_data.get(SHARED)
                signup = enter(
                    self.event.pk,
                    form.person(),
                    form.cleaned_data["source"],
                    request.user,
                    shares_mailbox=bool(why_shared),
                )
            except Refused as refused:
                if refused.reason == Reason.OPTION_FULL:
                    form = EntryForm(self.event, request.POST)
                form.show(refused)
            else:
                audit.note("enter", signup, request.user, **({SHARED: why_shared} if why_shared else {}))
                text = gettext("The sign-up %(reference)s is entered: %(state)s.") % {
                    "reference": signup.reference,
                    "state": signup.get_state_display(),
                }
                sheet = messages.button(reverse("signups:sheet", args=[signup.pk]), gettext("Print the sheet"))
                messages.success(request, text, buttons=[sheet])
                return redirect("signups:detail", signup.pk)
        messages.validation_error(request, gettext("The sign-up could not be entered."), form)
        return self.render_to_response(self.get_context_data(form=form))
