"""The questions about a person that every form asks: the visitor's, the personal page's for correcting, and staff's.

texts = form_in_language(event.signup_form_id, language)
add_person_fields(form, event, texts)       in ``__init__``: names, address, organisation, questions, needs
check_person(form)                          in ``clean``
person_from(form.cleaned_data, texts, ...)  the ``Person`` for the domain
initial_person(signup, texts)               what is stored, as initial values of those fields
"""

from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext_lazy as _

from cms.forms.fields import AddressField, LineField
from cms.texts.mail_addresses import normalise_address

from ..models.event import Event
from ..models.signup import Signup
from ..signups import Person
from .access_needs import add_needs, check_needs, initial_needs, needs_from
from .fields import TOO_LONG, answer_of, field_for, initial_of
from .questions import FormInLanguage, german_labels

LONGEST_ADDRESS = 254
MISSING = {
    "given_name": _("Enter your first name."),
    "family_name": _("Enter your last name."),
}
MISSING_FOR_STAFF = {
    "given_name": _("Enter the person's first name."),
    "family_name": _("Enter the person's last name."),
}


class PersonAddressField(AddressField):
    """An address that also fits its column when it is written in the letters that mail servers use."""

    def validate(self, value) -> None:
        super().validate(value)
        if len(normalise_address(value)) > LONGEST_ADDRESS:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


def add_person_fields(
    form: forms.Form,
    event: Event,
    texts: FormInLanguage | None,
    *,
    asks_email: bool = True,
    email_required: bool = True,
    by_staff: bool = False,
) -> None:
    """Add names, address, organisation, the editor's questions and, where the event asks for them, access needs.

    ``asks_email=False``: for correcting, where the address stays. ``by_staff``: what staff enter for somebody, with
    shorter help, in words about that person. Each field gets the attribute ``lang`` that the public templates read.
    """
    missing = MISSING_FOR_STAFF if by_staff else MISSING
    fields: dict[str, forms.Field] = {
        "given_name": _line(_("First name"), "given-name", 100, missing["given_name"]),
        "family_name": _line(_("Last name"), "family-name", 100, missing["family_name"]),
    }
    if asks_email:
        fields["email"] = _address_field(event, required=email_required, by_staff=by_staff)
    fields["organisation"] = _line(_("Organisation"), "organization", 200)
    for question in texts.questions if texts else ():
        fields[question.field_name] = field_for(question)
    for name, field in fields.items():
        field.lang = getattr(field, "lang", "")
        if by_staff:
            field.widget.attrs["autocomplete"] = "off"
        form.fields[name] = field
    if event.asks_needs:
        add_needs(form, event, by_staff=by_staff)


def check_person(form: forms.Form) -> None:
    """Add the errors that concern several fields, each at its field. Call it in the form's ``clean``."""
    check_needs(form)


def person_from(
    values: dict[str, Any],
    texts: FormInLanguage | None,
    language: str,
    *,
    email: str = "",
    consent_text: str = "",
) -> Person:
    """Return what was typed, from the ``cleaned_data`` of a valid form; ``email`` where the form asks for none."""
    questions = texts.questions if texts else ()
    answers = {
        question.id: answer
        for question in questions
        if (answer := answer_of(question, values.get(question.field_name))) is not None
    }
    return Person(
        given_name=values["given_name"],
        family_name=values["family_name"],
        email=values.get("email", email),
        organisation=values["organisation"],
        language=language,
        answers=answers,
        labels=german_labels(questions),
        consent_text=consent_text,
        needs=needs_from(values),
        code=values.get("code", ""),
    )


def initial_person(signup: Signup, texts: FormInLanguage | None) -> dict[str, Any]:
    """Return what is stored about a person as initial values of the fields, answers to today's questions included."""
    try:
        need = signup.need
    except ObjectDoesNotExist:
        need = None
    answers = {
        question.field_name: initial_of(question, signup.answers[question.id])
        for question in (texts.questions if texts else ())
        if question.id in signup.answers
    }
    return {
        "given_name": signup.given_name,
        "family_name": signup.family_name,
        "email": signup.email,
        "organisation": signup.organisation,
        **answers,
        **initial_needs(need),
    }


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


def _address_field(event: Event, *, required: bool, by_staff: bool) -> PersonAddressField:
    if by_staff:
        help_text = _("Without an address there is a sheet to print instead of mails.")
    elif event.confirm_email:
        help_text = _("We send you an e-mail with a link. You confirm your sign-up there.")
    else:
        help_text = _("We send you an e-mail that says how your sign-up stands.")
    return PersonAddressField(
        label=_("E-mail address"),
        required=required,
        max_length=LONGEST_ADDRESS,
        help_text=help_text,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Enter your e-mail address."), "max_length": TOO_LONG},
    )
