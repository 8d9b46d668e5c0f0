"""The forms in which staff write down what somebody says on the phone or wrote on paper."""

from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cms.forms.fields import LineField
from cms.languages.core.public_languages import describe, public_languages
from cms.texts.folding import folded

from ...models.enums import EventAccess, SignupSource
from ...models.event import Event
from ...models.signup import Signup
from ...questions.access_needs import NEEDS_FIELDS
from ...questions.entry_form import LONGEST_CODE, has_codes
from ...questions.person import PersonAddressField, add_person_fields, check_person, initial_person, person_from
from ...questions.questions import form_in_language
from ...signups import Needs, Person, Reason, Refused

# At which field a refusal of the domain stands.
FIELD_OF = {
    Reason.KNOWN: "email",
    Reason.CODE_UNKNOWN: "code",
    Reason.CODE_ENDED: "code",
    Reason.CODE_USED_UP: "code",
}


class PersonForm(forms.Form):
    """The person's details with the event's questions in German."""

    def __init__(self, event: Event, data: QueryDict | None = None, *, asks_email: bool, initial: dict | None = None):
        super().__init__(data, initial=initial, label_suffix="")
        self.event = event
        self.texts = form_in_language(event.signup_form_id, settings.LANGUAGE_CODE)
        add_person_fields(self, event, self.texts, asks_email=asks_email, email_required=False, by_staff=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        check_person(self)
        return cleaned

    def show(self, refused: Refused) -> None:
        """Let the reason of a refusal stand at the field that it is about."""
        name = FIELD_OF.get(refused.reason)
        self.add_error(name if name in self.fields else None, refused.sentence)


class EntryForm(PersonForm):
    """A sign-up by phone or on paper. A second one with the same name has to be wanted."""

    def __init__(self, event: Event, data: QueryDict | None = None) -> None:
        super().__init__(event, data, asks_email=True, initial={"language": settings.LANGUAGE_CODE})
        own = {
            "source": forms.ChoiceField(
                label=_("Came by"),
                choices=[(source.value, source.label) for source in (SignupSource.PHONE, SignupSource.PAPER)],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose how the person signed up.")},
            ),
            "language": forms.ChoiceField(
                label=_("Language"),
                choices=_languages(),
                help_text=_("In this language the person gets mails or the printed sheet."),
            ),
        }
        self.fields = {**own, **self.fields}
        if event.access == EventAccess.INVITATION or has_codes(event):
            self.fields["code"] = LineField(label=_("Invitation code"), required=False, max_length=LONGEST_CODE)
        self.fields["consent"] = forms.BooleanField(
            label=_("The person has agreed, on the phone or on paper."),
            help_text=self.texts.consent if self.texts else "",
            error_messages={"required": _("Without the person's consent nothing may be kept.")},
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        name = folded(cleaned.get("given_name") or ""), folded(cleaned.get("family_name") or "")
        known = Signup.objects.active().filter(event=self.event).values_list("given_name", "family_name")
        if all(name) and name in {(folded(given), folded(family)) for given, family in known}:
            self._ask_whether_another(cleaned)
        return cleaned

    def _ask_whether_another(self, cleaned: dict[str, Any]) -> None:
        self.fields["another"] = forms.BooleanField(required=False, label=_("This is another person: enter it too."))
        if not self.data.get("another"):
            message = _("Somebody with this name has a sign-up for this event already. Is this another person?")
            self.add_error("another", message)

    def person(self) -> Person:
        """Return what was typed; the consent is kept as it reads in the person's language, or else in German."""
        language = self.cleaned_data["language"]
        texts = form_in_language(self.event.signup_form_id, language)
        german = self.texts.consent if self.texts else ""
        consent = texts.consent if texts else ""
        person = person_from(self.cleaned_data, self.texts, language, consent_text=consent or german)
        return person if consent else replace(person, consent_language=settings.LANGUAGE_CODE)


class CorrectForm(PersonForm):
    """What is stored, to be corrected. Access needs stay as they are for staff who may not see them."""

    def __init__(self, signup: Signup, data: QueryDict | None = None, *, may_see_needs: bool) -> None:
        self.signup = signup
        event = signup.event
        texts = form_in_language(event.signup_form_id, settings.LANGUAGE_CODE)
        initial = {**initial_person(signup, texts), "language": signup.language}
        super().__init__(event, data, asks_email=False, initial=initial)
        self.asks_needs = event.asks_needs and may_see_needs
        if not self.asks_needs:
            for name in NEEDS_FIELDS:
                self.fields.pop(name, None)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"),
            choices=_languages(signup.language),
            help_text=_("In this language the person gets mails or the printed sheet."),
        )

    def clean(self) -> dict[str, Any]:
        return super().clean() if self.asks_needs else self.cleaned_data

    def person(self) -> Person:
        """Return what was typed. What this form doesn't ask stays as it is stored."""
        values = self.cleaned_data
        person = person_from(values, self.texts, values["language"], email=self.signup.email)
        asked = {question.id for question in self.texts.questions} if self.texts else set()
        answers = {key: answer for key, answer in self.signup.answers.items() if key not in asked}
        labels = {key: label for key, label in self.signup.labels.items() if key not in asked}
        return replace(
            person,
            answers={**answers, **person.answers},
            labels={**labels, **person.labels},
            needs=person.needs if self.asks_needs else _stored_needs(self.signup),
        )


class AddressForm(forms.Form):
    email = PersonAddressField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("The mail that says how the sign-up stands goes there at once. Links in earlier mails end."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Enter the e-mail address.")},
    )


def _languages(stored: str = "") -> list[tuple[str, str]]:
    """The languages that are public, German, and the stored one, which may have been closed since."""
    choices = {language.code: language.name for language in public_languages()}
    for code in (settings.LANGUAGE_CODE, stored):
        if code and code not in choices:
            choices[code] = describe(code).name
    return list(choices.items())


def _stored_needs(signup: Signup) -> Needs | None:
    need = getattr(signup, "need", None)
    return Needs(tuple(need.kinds), need.interpreter_language, need.note) if need else None
