"""What somebody needs to take part: four fields that are one question, and what is kept of the answers.

Visitors see the fields as one group (``cms.forms.field_group``).
"""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cms.forms.field_group import FieldGroup, put_into
from cms.forms.fields import TextField

from ..models.enums import NeedKind
from ..models.event import Event
from ..models.signup import Need
from ..models.spoken_languages import languages_for_staff, spoken_languages
from ..signups import Needs

GROUP = FieldGroup("needs", "events/components/needs_fields.html")
NEEDS_FIELDS = ["needs", "needs_language", "needs_note", "needs_consent"]
LONGEST_NOTE = 500
CONSENT = _("You may store what I have told you here and use it to arrange what I need.")
KINDS = [
    (NeedKind.SIGN_LANGUAGE.value, _("German sign language")),
    (NeedKind.INTERPRETER.value, _("Interpreter for my language")),
    (NeedKind.STEP_FREE.value, _("Step-free access")),
    (NeedKind.CHILD_CARE.value, _("Child care")),
    (NeedKind.OTHER.value, _("Something else")),
]


class LanguageSelect(forms.Select):
    """A list of languages, each named in itself and marked as such."""

    def create_option(self, name, value, label, *args, **kwargs):
        option = super().create_option(name, value, label, *args, **kwargs)
        if value:
            option["attrs"] |= {"lang": value, "dir": "auto"}
        return option


def needs_fields(event: Event, *, by_staff: bool) -> dict[str, forms.Field]:
    """Return the fields; ``by_staff``: worded for staff who write down what somebody said.

    Unlike the other fields of a form they are never required by themselves; ``needs_errors`` knows when they are.
    """
    fields: dict[str, forms.Field] = {
        "needs": forms.MultipleChoiceField(
            label=_("What the person needs to take part") if by_staff else _("Do you need anything to take part?"),
            choices=_kinds_for_staff() if by_staff else KINDS,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text="" if by_staff else _promise(event),
            error_messages=dict.fromkeys(
                ("invalid_choice", "invalid_list"), _("Choose only from the answers in the list.")
            ),
        ),
        "needs_language": forms.ChoiceField(
            label=_("Interpreter for this language"),
            # A function, so that the long list is only made where it is shown or something was chosen.
            choices=_languages_for_staff if by_staff else _languages_to_choose,
            required=False,
            widget=forms.Select() if by_staff else LanguageSelect(),
            help_text="" if by_staff else _("Only if you need an interpreter."),
            error_messages={"invalid_choice": _("Choose a language from the list.")},
        ),
        "needs_note": TextField(
            label=_("What we should know"),
            required=False,
            max_length=LONGEST_NOTE,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_(
                "For example, how many children are coming and how old they are. Please do not write "
                "anything about illnesses."
            ),
            error_messages={"max_length": _("This is too long. Use at most %(limit_value)d characters.")},
        ),
        "needs_consent": forms.BooleanField(
            label=_("The person agrees that we keep this and use it to arrange what is needed.")
            if by_staff
            else CONSENT,
            required=False,
        ),
    }
    put_into(GROUP, fields)
    fields["needs"].hint = "" if by_staff else _hint(event)
    return fields


def needs_meant(values: dict[str, Any], before: list[str]) -> dict[str, Any]:
    """Return the answers as they were meant, where each by itself is valid; ``before`` are the kinds that were stored.

    A language alone asks for an interpreter, unless the interpreter was just taken back; a note alone asks for
    something else.
    """
    kinds, language = set(values["needs"]), values["needs_language"]
    if language and NeedKind.INTERPRETER not in kinds:
        if NeedKind.INTERPRETER in before:
            language = ""
        else:
            kinds.add(NeedKind.INTERPRETER.value)
    if values["needs_note"] and not kinds:
        kinds.add(NeedKind.OTHER.value)
    return {**values, "needs": [kind for kind in NeedKind.values if kind in kinds], "needs_language": language}


def needs_errors(values: dict[str, Any]) -> dict[str, Promise]:
    """Return what lacks where the answers are taken together, by the field at which it stands."""
    kinds, errors = values["needs"], {}
    if NeedKind.INTERPRETER in kinds and not values["needs_language"]:
        errors["needs_language"] = _("Choose the language for the interpreter.")
    if NeedKind.OTHER in kinds and not values["needs_note"]:
        errors["needs_note"] = _("Say in a few words what is needed.")
    if kinds and not values["needs_consent"]:
        errors["needs_consent"] = _(
            "Tick this box so that we can store this, or leave the questions on access needs empty."
        )
    return errors


def needs_from(values: dict[str, Any], consent_text: str) -> Needs | None:
    """Return what was given, from the ``cleaned_data`` of a valid form; None without consent or where it is nothing."""
    if not (values["needs_consent"] and values["needs"]):
        return None
    return Needs(
        kinds=tuple(values["needs"]),
        interpreter_language=values["needs_language"],
        note=values["needs_note"],
        consent_text=consent_text,
    )


def initial_needs(need: Need | None) -> dict[str, Any]:
    """Return what is stored as initial values; the consent is ticked, because it was given."""
    if need is None:
        return {}
    return {
        "needs": need.kinds,
        "needs_language": need.interpreter_language,
        "needs_note": need.note,
        "needs_consent": True,
    }


def _languages_to_choose() -> list[tuple[str, Any]]:
    return [("", _("Please choose")), *spoken_languages()]


def _promise(event: Event) -> str:
    """Who sees the answers, and for how long."""
    days = event.needs_retention_days
    if days == 0:
        return gettext("Only the people who arrange it will see this. We delete it when the event is over.")
    return ngettext(
        "Only the people who arrange it will see this. We delete it %(days)d day after the event.",
        "Only the people who arrange it will see this. We delete it %(days)d days after the event.",
        days,
    ) % {"days": days}


def _hint(event: Event) -> str:
    """Until when help can be ordered for sure; empty where nobody has said."""
    if event.needs_order_by is None:
        return ""
    if event.needs_order_by < timezone.localdate():
        return gettext("It is late to arrange support now. Please tell us anyway and we will do our best.")
    return gettext("If you tell us by %(day)s, we can be sure to arrange support.") % {
        "day": date_format(event.needs_order_by)
    }


def _kinds_for_staff() -> list[tuple[str, str]]:
    return [(kind.value, capfirst(str(kind.label))) for kind in NeedKind]


def _languages_for_staff() -> list[tuple[str, str]]:
    return [("", _("Please choose")), *languages_for_staff()]
