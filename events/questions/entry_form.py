"""The form of a sign-up, whoever fills it in or corrects it: the visitor, the person on the personal page, staff."""

from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.forms.fields import AddressField, LineField, SymbolField
from cms.languages.core.public_languages import describe, public_languages
from cms.texts.folding import has_letters
from cms.texts.mail_addresses import normalise_address

from ..models.enums import EventAccess
from ..models.event import Event
from ..models.signup import Signup
from ..signups import Needs, Person, Refused
from .access_needs import (
    NEEDS_FIELDS,
    LanguageSelect,
    initial_needs,
    needs_errors,
    needs_fields,
    needs_from,
    needs_meant,
)
from .field_order import required_first
from .fields import TOO_LONG, Full, answers_from, initial_answers, question_fields
from .questions import CONSENT, FormInLanguage, german_labels

LONGEST_ADDRESS = 254
# A code has at most 20 characters; people type spaces and hyphens between them.
LONGEST_CODE = 60
# What people write who have no first name
NO_NAME = "-"


class SignupEntryForm(forms.Form):
    """Names, address, organisation, the editor's questions and, where the event asks for them, access needs.

    With ``signup`` it corrects what is stored: the address stays, and so does what the form doesn't ask; instead it
    asks for the language of mails. A class that asks more says so in ``asked``; with ``by_staff`` it speaks to staff
    who write down what somebody says. Options that are ``full`` can't be chosen.
    """

    by_staff = False

    def __init__(
        self,
        event: Event,
        texts: FormInLanguage | None,
        data: QueryDict | None = None,
        *,
        signup: Signup | None = None,
        may_ask_needs: bool = True,
        full: Full = frozenset(),
        initial: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        self.event, self.signup, self.full = event, signup, full
        self.questions = texts.questions if texts else ()
        self.read_in = texts.language if texts else settings.LANGUAGE_CODE
        self.asks_needs = event.asks_needs and may_ask_needs
        self.need = getattr(signup, "need", None)
        super().__init__(data, initial={**self._stored(), **(initial or {})}, label_suffix="", **kwargs)
        self.fields.update(self.asked())

    def asked(self) -> dict[str, forms.Field]:
        """Return the fields in their order."""
        correcting = {"language": language_field(self.signup.language, by_staff=self.by_staff)} if self.signup else {}
        asked = {**self.about_the_person(), **self.about_the_event()}
        return {**(asked if self.by_staff else required_first(asked)), **correcting}

    def about_the_person(self) -> dict[str, forms.Field]:
        fields = person_fields(self.event, by_staff=self.by_staff)
        if self.signup:
            del fields["email"]
        return fields

    def about_the_event(self) -> dict[str, forms.Field]:
        questions = question_fields(self.questions, self.full)
        if self.by_staff:
            _fill_nothing_in(questions)
        return {**questions, **(needs_fields(self.event, by_staff=self.by_staff) if self.asks_needs else {})}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._clean_names(cleaned)
        if self.asks_needs and not any(name in self.errors for name in NEEDS_FIELDS):
            cleaned.update(needs_meant(cleaned, self.initial.get("needs", [])))
            for name, error in needs_errors(cleaned).items():
                self.add_error(name, error)
        return cleaned

    def _clean_names(self, cleaned: dict[str, Any]) -> None:
        """Whoever has one name writes a sign in the place of the other; it is kept as the last name."""
        if not ("given_name" in cleaned and "family_name" in cleaned):
            return
        names = [cleaned[name] for name in ("given_name", "family_name") if has_letters(cleaned[name])]
        if not names:
            self.add_error("family_name", self.fields["family_name"].error_messages["required"])
        elif len(names) == 1:
            cleaned |= {"given_name": "", "family_name": names[0]}

    def person(self) -> Person:
        """Return what was typed, checked, for the domain."""
        values = self.cleaned_data
        consent = str(self.fields["needs_consent"].label) if self.asks_needs else ""
        person = Person(
            given_name=values["given_name"],
            family_name=values["family_name"],
            email=values.get("email", ""),
            organisation=values["organisation"],
            language=values.get("language", ""),
            answers=answers_from(self.questions, values),
            labels=german_labels(self.questions, self.read_in, timezone.now()),
            needs=needs_from(values, consent) if self.asks_needs else None,
            code=values.get("code", ""),
        )
        return self._corrected(self.signup, person) if self.signup else person

    def show_full(self, refused: Refused) -> None:
        """Let it stand at its question that an option was taken by somebody else."""
        name = f"q-{refused.question}"
        self.add_error(name if name in self.fields else None, refused.reason.label)

    def _stored(self) -> dict[str, Any]:
        if self.signup is None:
            return {}
        names = ("given_name", "family_name", "organisation", "language")
        return {
            **{name: getattr(self.signup, name) for name in names},
            **({} if self.signup.given_name else {"given_name": NO_NAME}),
            **initial_answers(self.questions, self.signup.answers),
            **initial_needs(self.need),
        }

    def _corrected(self, signup: Signup, person: Person) -> Person:
        asked = {question.id for question in self.questions}
        answers = {key: answer for key, answer in signup.answers.items() if key not in asked}
        labels = {key: label for key, label in signup.labels.items() if key not in asked}
        # A consent that was given before stays as it was given.
        given = {
            question.id: signup.labels[question.id]
            for question in self.questions
            if question.kind == CONSENT and person.answers.get(question.id) and signup.answers.get(question.id)
        }
        need = self.need
        kept = Needs(tuple(need.kinds), need.interpreter_language, need.note) if need else None
        return replace(
            person,
            email=signup.email,
            answers={**answers, **person.answers},
            labels={**labels, **person.labels, **given},
            needs=person.needs if self.asks_needs else kept,
        )


class PersonAddressField(AddressField):
    """An address that also fits its column when it is written in the letters that mail servers use."""

    def validate(self, value) -> None:
        super().validate(value)
        if len(normalise_address(value)) > LONGEST_ADDRESS:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


def person_fields(event: Event, *, by_staff: bool) -> dict[str, forms.Field]:
    """Return the fields of names, address and organisation; whoever phones or writes may have no address."""
    if by_staff:
        first = _("Enter the person's first name. For somebody with one name only, write a hyphen (-).")
    else:
        first = _("Enter your first name. If you have one name only, write a hyphen (-) here.")
    last = _("Enter the person's last name.") if by_staff else _("Enter your last name.")
    if by_staff:
        about_the_address = _("Without an address there is a sheet to print instead of mails.")
    elif event.confirm_email:
        about_the_address = _("We will email you a link to confirm your sign-up.")
    else:
        about_the_address = _("We will email you to tell you whether you have a seat.")
    fields: dict[str, forms.Field] = {
        "given_name": _line(_("First name"), "given-name", 100, first),
        "family_name": _line(_("Last name"), "family-name", 100, last),
        "email": PersonAddressField(
            label=_("Email address"),
            required=not by_staff,
            max_length=LONGEST_ADDRESS,
            help_text=about_the_address,
            widget=forms.EmailInput(attrs={"autocomplete": "email"}),
            error_messages={"required": _("Enter your email address."), "max_length": TOO_LONG},
        ),
        "organisation": _line(_("Organisation"), "organization", 200),
    }
    if by_staff:
        _fill_nothing_in(fields)
    return fields


def code_field(event: Event, *, by_staff: bool) -> SymbolField:
    """Return the field of an invitation code."""
    if by_staff:
        return SymbolField(label=_("Invitation code"), required=False, max_length=LONGEST_CODE)
    if event.access == EventAccess.INVITATION:
        help_text = _("It is in your invitation. Without a code you can ask for a seat and we will decide.")
    else:
        help_text = _("Only if you have one. It is in your invitation.")
    return SymbolField(
        label=_("Invitation code"),
        required=False,
        max_length=LONGEST_CODE,
        help_text=help_text,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"max_length": _("This is too long for an invitation code. Please check it.")},
    )


def language_field(stored: str = "", *, by_staff: bool) -> forms.ChoiceField:
    """Return the field of the language of mails: those that are public, and the stored one, maybe closed since."""
    if by_staff:
        return forms.ChoiceField(
            label=_("Language"),
            choices=_languages(settings.LANGUAGE_CODE, stored),
            help_text=_("In this language the person gets mails or the printed sheet."),
        )
    return forms.ChoiceField(
        label=_("Language of our emails"),
        choices=_languages(stored),
        widget=LanguageSelect,
        error_messages={"invalid_choice": _("Choose a language from the list.")},
    )


def _languages(*kept: str) -> list[tuple[str, str]]:
    choices = {language.code: language.name for language in public_languages()}
    missing = {code: describe(code).name for code in kept if code and code not in choices}
    return list({**choices, **missing}.items())


def _line(label: str, token: str, length: int, required_message: str | None = None) -> LineField:
    messages = {"max_length": TOO_LONG}
    if required_message:
        messages["required"] = required_message
    return LineField(
        label=label,
        max_length=length,
        required=bool(required_message),
        widget=forms.TextInput(attrs={"autocomplete": token}),
        error_messages=messages,
    )


def _fill_nothing_in(fields: dict[str, forms.Field]) -> None:
    """Keep a browser from writing the clerk's own details into a form about somebody."""
    for field in fields.values():
        field.widget.attrs["autocomplete"] = "off"
