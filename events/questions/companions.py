"""Whom somebody brings along: for each a folded group of fields, with a name and access needs.

A group that stays empty is nobody.
"""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.forms.field_group import FieldGroup, put_into
from cms.forms.fields import LineField

from ..models.enums import NeedKind
from ..models.event import MOST_COMPANIONS, Event
from ..models.signup import Signup
from ..signups.person import Companion
from ..signups.sort_key import name_letters
from .access_needs import KINDS, needs_errors, needs_fields, needs_from, needs_meant
from .fields import TOO_LONG
from .questions import FormInLanguage

TEMPLATE = "events/components/companion_fields.html"
COMPANIONS_CONSENT = _("This person agrees that you store this and use it to arrange what is needed.")
OTHERS_WORDS = {NeedKind.INTERPRETER.value: _("Interpreter for the language of this person")}
NO_NEEDS: dict[str, Any] = {"needs": [], "needs_language": "", "needs_note": "", "needs_consent": False}


def companion_fields(event: Event, *, asks_needs: bool) -> dict[str, forms.Field]:
    """Return the fields of everybody whom somebody may bring along to ``event``."""
    found: dict[str, forms.Field] = {}
    for number in range(1, event.companions + 1):
        fields = _fields_of_one(event, asks_needs=asks_needs)
        put_into(FieldGroup(f"companion {number}", TEMPLATE), fields)
        for field in fields.values():
            field.person = number
        found.update({_name(number, name): field for name, field in fields.items()})
    return found


def companion_errors(event: Event, values: dict[str, Any], by: tuple[str, str]) -> dict[str, str | Promise]:
    """Return what is wrong by the field at which it stands; ``by`` are first and last name of who signs up.

    Each field by itself is valid.
    """
    errors: dict[str, str | Promise] = {}
    names = {name_letters(*by)}
    for number in range(1, event.companions + 1):
        one = _values_of(number, values)
        if not _is_somebody(one):
            continue
        wrong: dict[str, str | Promise] = dict(needs_errors(one))
        if not one["given_name"]:
            wrong["given_name"] = _("Enter the first name of the person who is coming with you.")
        if not one["family_name"]:
            wrong["family_name"] = _("Enter the last name of the person who is coming with you.")
        key = name_letters(one["given_name"], one["family_name"])
        if key in names and not wrong:
            wrong["given_name"] = _("This person is already in this form. Please enter each person only once.")
        names.add(key)
        errors.update({_name(number, name): error for name, error in wrong.items()})
    return errors


def companions_from(event: Event, values: dict[str, Any], consent_text: str) -> tuple[Companion, ...]:
    """Return who comes along, from the ``cleaned_data`` of a valid form."""
    people = [_values_of(number, values) for number in range(1, event.companions + 1)]
    return tuple(
        Companion(one["given_name"], one["family_name"], needs_from(one, consent_text))
        for one in people
        if _is_somebody(one)
    )


def asked_of(signup: Signup, texts: FormInLanguage | None) -> FormInLanguage | None:
    """Return the questions for whoever corrects a sign-up: a companion's are those that were answered for all."""
    if texts is None or not signup.is_companion:
        return texts
    return replace(texts, questions=tuple(one for one in texts.questions if one.id in signup.labels))


def more_than_may_come(event: Event, data: dict[str, Any]) -> bool:
    """Return whether a form, shown before the editor allowed fewer, names somebody whom it no longer asks for."""
    gone = range(event.companions + 1, MOST_COMPANIONS + 1)
    return any(data.get(_name(number, name)) for number in gone for name in ("given_name", "family_name"))


def _fields_of_one(event: Event, *, asks_needs: bool) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {
        "given_name": _line(_("First name")),
        "family_name": _line(_("Last name")),
    }
    if asks_needs:
        fields.update(needs_fields(event, by_staff=False))
        fields["needs"].label = _("Does this person need anything to take part?")
        fields["needs"].choices = [(kind, OTHERS_WORDS.get(kind, label)) for kind, label in KINDS]
        fields["needs_language"].help_text = _("Only if this person needs an interpreter.")
        fields["needs_consent"].label = COMPANIONS_CONSENT
    return fields


def _line(label: Promise) -> LineField:
    return LineField(
        label=label,
        max_length=100,
        required=False,
        # Not the visitor's own name, which a browser would fill in.
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": TOO_LONG},
    )


def _values_of(number: int, values: dict[str, Any]) -> dict[str, Any]:
    names = ("given_name", "family_name", *NO_NEEDS)
    one = {name: values.get(_name(number, name), NO_NEEDS.get(name, "")) for name in names}
    return needs_meant(one, [])


def _is_somebody(one: dict[str, Any]) -> bool:
    return any(value for name, value in one.items() if name != "needs_consent")


def _name(number: int, name: str) -> str:
    return f"companion_{number}_{name}"
