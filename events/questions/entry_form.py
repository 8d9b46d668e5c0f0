"""The form in which a person signs up for an event."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.forms.fields import LineField
from cms.forms.public_form import PublicForm
from cms.texts.characters import refuse_hostile_characters

from ..models.enums import EventAccess
from ..models.event import Event
from ..models.signup import InvitationCode
from ..signups import Person
from .access_needs import NEEDS_FIELDS
from .person import add_person_fields, check_person, person_from
from .questions import FormInLanguage, form_in_language

# A code has at most 20 characters; people type spaces and hyphens between them.
LONGEST_CODE = 60


class SignupEntryForm(PublicForm):
    """Name, address and organisation, the form's own questions, access needs, code and consent, in one language."""

    def __init__(
        self, data: QueryDict | None = None, *, event: Event, form: FormInLanguage, asks_code: bool = False, **kwargs
    ) -> None:
        super().__init__(data, bound_to=event.public_id, **kwargs)
        self.form = form
        add_person_fields(self, event, form)
        if asks_code:
            self.fields["code"] = _code_field(event)
            self.order_fields(["given_name", "family_name", "email", "organisation", "code"])
        self.fields["consent"] = forms.BooleanField(
            label=form.consent,
            error_messages={"required": _("We need your consent. Without it we can't take your sign-up.")},
        )
        self.fields["consent"].lang = ""

    @property
    def minimum_seconds(self) -> float:
        """Whoever needs less is no person."""
        return settings.FORM_MINIMUM_SECONDS

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        check_person(self)
        if "needs" not in self.fields and any(self.data.get(self.add_prefix(name)) for name in NEEDS_FIELDS):
            # The editor took the questions away meanwhile; nobody may believe that help is on its way.
            message = _(
                "We don't ask here any more what you need to take part. Please call or write to us about it. "
                "Your other answers are still here: send the form again."
            )
            self.add_error(None, message)
        return cleaned

    def person(self, language: str) -> Person:
        """Return what was typed, checked, for the domain."""
        return person_from(self.cleaned_data, self.form, language, consent_text=self.form.consent)

    @property
    def has_code(self) -> bool:
        """Whether an invitation code stands in the form, as typed or from a link, with which nothing is known wrong."""
        return "code" in self.fields and bool(self["code"].value()) and "code" not in self.errors


def entry_form(event: Event, language: str, data: QueryDict | None = None, *, code: str = "") -> SignupEntryForm | None:
    """Return the event's form in a language, filled with ``data`` or with the ``code`` of a link.

    None when the form is closed in that language.
    """
    texts = form_in_language(event.signup_form_id, language)
    if texts is None or not texts.consent:
        return None
    code = _harmless(code)
    initial = {"code": code} if code else {}
    return SignupEntryForm(data, event=event, form=texts, asks_code=_asks_code(event, data, code), initial=initial)


def has_codes(event: Event) -> bool:
    """Return whether somebody may sign up for the event with an invitation code now. One query."""
    return InvitationCode.objects.filter(event=event, valid_until__gt=timezone.now()).exists()


def _asks_code(event: Event, data: QueryDict | None, code: str) -> bool:
    if code or event.access == EventAccess.INVITATION:
        return True
    # What was shown is asked again; a post costs no query for that.
    return has_codes(event) if data is None else "code" in data


def _harmless(code: str) -> str:
    """Return the code of a link, or nothing where the link was tampered with."""
    try:
        refuse_hostile_characters(code)
    except forms.ValidationError:
        return ""
    return code if len(code) <= LONGEST_CODE else ""


def _code_field(event: Event) -> LineField:
    if event.access == EventAccess.INVITATION:
        help_text = _("It stands in your invitation. Without a code you can ask for a seat, and we decide.")
    else:
        help_text = _("Only if you have one. It stands in your invitation.")
    field = LineField(
        label=_("Invitation code"),
        required=False,
        max_length=LONGEST_CODE,
        help_text=help_text,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"max_length": _("This is too long for an invitation code. Please check it.")},
    )
    field.lang = ""
    return field
