"""What somebody needs to take part, as questions that any form can ask: the visitor's, the personal page's, staff's.

    add_needs(form, event)                      in ``__init__``: adds the fields of NEEDS_FIELDS
    check_needs(form)                           in ``clean``: errors stand at their fields
    needs_from(form.cleaned_data)               the ``Needs`` for the domain, or None
    initial_needs(need)                         what is stored, as initial values of those fields

Public templates show the fields as one group: ``components/form_fields.html`` asks a field for its group.
"""

from typing import Any

from django import forms
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cms.forms.fields import TextField

from ..models.enums import NeedKind
from ..models.event import Event, spoken_languages
from ..models.signup import Need
from ..signups import Needs

GROUP_TEMPLATE = "events/components/needs_fields.html"
NEEDS_FIELDS = ["needs", "needs_language", "needs_note", "needs_consent"]
LONGEST_NOTE = 500
CONSENT = _("You may keep what I have told you here, and use it to arrange what I need.")
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


def add_needs(form: forms.Form, event: Event, *, by_staff: bool = False) -> None:
    """Add the questions about access needs; ``by_staff``: worded for staff who write down what somebody said.

    Unlike the other fields of a form they are never required by themselves; ``check_needs`` knows when they are.
    """
    fields: dict[str, forms.Field] = {
        "needs": forms.MultipleChoiceField(
            label=_("What the person needs to take part") if by_staff else _("Do you need something to take part?"),
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
            help_text=_("For example how many children come, and how old they are. Nothing about illnesses, please."),
            error_messages={"max_length": _("That is too long: at most %(limit_value)d characters fit.")},
        ),
        "needs_consent": forms.BooleanField(
            label=_("The person agrees that we keep this and use it to arrange what is needed.")
            if by_staff
            else CONSENT,
            required=False,
        ),
    }
    for name, field in fields.items():
        field.lang = ""
        field.is_in_a_group = True
        form.fields[name] = field
    form.fields["needs"].group_template = GROUP_TEMPLATE
    form.fields["needs"].hint = "" if by_staff else _hint(event)


def _languages_to_choose() -> list[tuple[str, Any]]:
    return [("", _("Please choose")), *spoken_languages()]


def check_needs(form: forms.Form) -> None:
    """Add the errors that concern several of the questions, each at its field. Call it in the form's ``clean``.

    A language alone asks for an interpreter, unless the interpreter was just taken back; a note alone asks for
    something else.
    """
    values = form.cleaned_data
    if "needs" not in form.fields or any(name in form.errors for name in NEEDS_FIELDS):
        return
    kinds = set(values["needs"])
    if values["needs_language"] and NeedKind.INTERPRETER not in kinds:
        if NeedKind.INTERPRETER in form.initial.get("needs", []):
            values["needs_language"] = ""
        else:
            kinds.add(NeedKind.INTERPRETER.value)
    if values["needs_note"] and not kinds:
        kinds.add(NeedKind.OTHER.value)
    values["needs_consent_text"] = str(form.fields["needs_consent"].label)
    values["needs"] = [kind for kind in NeedKind.values if kind in kinds]
    if NeedKind.INTERPRETER in kinds and not values["needs_language"]:
        form.add_error("needs_language", _("Choose the language for the interpreter."))
    if NeedKind.OTHER in kinds and not values["needs_note"]:
        form.add_error("needs_note", _("Write in a few words what is needed."))
    if kinds and not values["needs_consent"]:
        form.add_error(
            "needs_consent", _("We need a tick here to keep this. Or leave the questions on access needs empty.")
        )


def needs_from(values: dict[str, Any]) -> Needs | None:
    """Return what was given, from the ``cleaned_data`` of a valid form; None without consent or where it is nothing."""
    if not (values.get("needs_consent") and values.get("needs")):
        return None
    return Needs(
        kinds=tuple(values["needs"]),
        interpreter_language=values["needs_language"],
        note=values["needs_note"],
        consent_text=values.get("needs_consent_text", ""),
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


def _promise(event: Event) -> str:
    """Who sees the answers, and for how long."""
    days = event.needs_retention_days
    if days == 0:
        return gettext("Only the people who arrange it see this. We erase it when the event is over.")
    return ngettext(
        "Only the people who arrange it see this. We erase it %(days)d day after the event.",
        "Only the people who arrange it see this. We erase it %(days)d days after the event.",
        days,
    ) % {"days": days}


def _hint(event: Event) -> str:
    """Until when help can be ordered for sure; empty where nobody has said."""
    if event.needs_order_by is None:
        return ""
    if event.needs_order_by < timezone.localdate():
        return gettext("It is late to order help now. Tell us all the same: we try.")
    return gettext("Until %(day)s we can order help for sure.") % {"day": date_format(event.needs_order_by)}


def _kinds_for_staff() -> list[tuple[str, str]]:
    return [(kind.value, capfirst(str(kind.label))) for kind in NeedKind]


def _languages_for_staff() -> list[tuple[str, str]]:
    """The same languages, named in the language of whoever reads."""
    names = [
        (code, capfirst(gettext(translation.get_language_info(code)["name"]))) for code, _name in spoken_languages()
    ]
    return [("", _("Please choose")), *sorted(names, key=lambda pair: pair[1].casefold())]
