"""The questions of a sign-up form as Django fields, and what is typed there as it is stored."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.forms.fields import AddressField, LineField, TextField

from .kinds_of_field import DayField, NumberField, PhoneField, PostcodeField
from .questions import CONSENT, YES_NO, Question

LONGEST_LINE = 200
LONGEST_TEXT = 2000
TOO_LONG = _("This is too long. Use at most %(limit_value)d characters.")
NO_CONSENT = _("We need your consent. We cannot accept your sign-up without it.")


Full = frozenset[tuple[str, str]]


def question_fields(questions: tuple[Question, ...], full: Full = frozenset()) -> dict[str, forms.Field]:
    """Return a field for each question, by its name; ``full`` are questions and options that nobody can choose now."""
    return {question.field_name: _field_for(question, full) for question in questions}


def answers_from(questions: tuple[Question, ...], values: dict[str, Any]) -> dict[str, Any]:
    """Return what was answered as it is stored, from the ``cleaned_data`` of a valid form."""
    found = {question.id: _answer_of(question, values[question.field_name]) for question in questions}
    return {key: answer for key, answer in found.items() if answer is not None}


def initial_answers(questions: tuple[Question, ...], answers: dict[str, Any]) -> dict[str, Any]:
    """Return stored answers to today's questions as initial values of their fields."""
    return {
        question.field_name: _initial_of(question, answers[question.id])
        for question in questions
        if question.id in answers
    }


def _field_for(question: Question, full: Full) -> forms.Field:
    """Return the Django field that asks a question; ``field.lang`` is the lang attribute it needs, or empty.

    ``field.before`` and ``field.after`` are the editor's texts around it.
    """
    label = question.label.text
    field = MAKERS[question.kind](
        question,
        label=label,
        help_text=question.help_text.text,
        required=question.required,
        error_messages={"required": _("Please answer: %(question)s") % {"question": label}, "max_length": TOO_LONG},
    )
    field.lang = question.lang
    field.before, field.after = question.before, question.after
    if gone := {option for key, option in full if key == question.id}:
        _mark_full(field, question, gone)
    return field


def _mark_full(field: forms.Field, question: Question, gone: set[str]) -> None:
    field.widget.full = gone
    if gone >= {option.id for option in question.options}:
        # Nobody stays out because there is nothing left to choose.
        field.required = field.widget.is_required = False
        field.help_text = _("Everything here is full. You can sign up without it.")


def _answer_of(question: Question, value: Any) -> Any:
    """Return a checked value as it is stored, or None when the question was left open."""
    if value in (None, "", []):
        return None
    if question.kind == "yes_no":
        return value == "yes"
    if question.kind == "date":
        return value.isoformat()
    if question.kind == CONSENT:
        # What was not agreed to is no answer.
        return value or None
    return value


def _initial_of(question: Question, answer: Any) -> Any:
    """Return a stored answer as the initial value of its field: the inverse of ``_answer_of``.

    An answer whose question has changed its kind since then gives None, and options that are gone are left out.
    """
    known = {option.id for option in question.options}
    match question.kind, answer:
        case "yes_no", bool():
            return "yes" if answer else "no"
        case "several_of", list():
            return [key for key in answer if key in known]
        case "one_of", str():
            return answer if answer in known else None
        case "number", int() if not isinstance(answer, bool):
            return answer
        case "consent", True:
            return True
        case "text" | "long_text" | "email" | "phone" | "postcode" | "date", str():
            return answer
    return None


class RadioSelect(forms.RadioSelect):
    """Options of which some are ``full``: they say so and can't be chosen. By the name the templates know it."""

    full: Collection[str] = ()

    def create_option(self, name, value, label, selected, *args, **kwargs):
        is_full = value in self.full
        option = super().create_option(name, value, label, selected and not is_full, *args, **kwargs)
        if is_full:
            option["label"] = gettext("%(option)s (full)") % {"option": label}
            option["attrs"]["disabled"] = True
        return option


def _line(question: Question, **kwargs) -> forms.Field:
    return LineField(max_length=LONGEST_LINE, **kwargs)


def _long_text(question: Question, **kwargs) -> forms.Field:
    return TextField(max_length=LONGEST_TEXT, **kwargs)


def _email(question: Question, **kwargs) -> forms.Field:
    widget = forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"})
    return AddressField(max_length=254, widget=widget, **kwargs)


def _phone(question: Question, **kwargs) -> forms.Field:
    return PhoneField(**kwargs)


def _postcode(question: Question, **kwargs) -> forms.Field:
    return PostcodeField(**kwargs)


def _number(question: Question, **kwargs) -> forms.Field:
    return NumberField(**kwargs)


def _one_of(question: Question, **kwargs) -> forms.Field:
    kwargs["error_messages"]["invalid_choice"] = _("Choose one of the answers in the list.")
    return forms.ChoiceField(choices=_choices(question), widget=RadioSelect, **kwargs)


def _several_of(question: Question, **kwargs) -> forms.Field:
    message = _("Choose only from the answers in the list.")
    kwargs["error_messages"] |= {"invalid_choice": message, "invalid_list": message}
    return forms.MultipleChoiceField(choices=_choices(question), widget=forms.CheckboxSelectMultiple, **kwargs)


def _yes_no(question: Question, **kwargs) -> forms.Field:
    kwargs["error_messages"]["invalid_choice"] = _("Choose yes or no.")
    return forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, **kwargs)


def _date(question: Question, **kwargs) -> forms.Field:
    kwargs["error_messages"]["invalid"] = _("Enter a date with day, month and year.")
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    # A browser's date field sends the first form; the others are typed where it has none.
    return DayField(input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"], widget=widget, **kwargs)


def _consent(question: Question, **kwargs) -> forms.Field:
    kwargs |= {"label": question.statement.text, "error_messages": {"required": NO_CONSENT}}
    return forms.BooleanField(**kwargs)


MAKERS = {
    "text": _line,
    "long_text": _long_text,
    "email": _email,
    "phone": _phone,
    "postcode": _postcode,
    "number": _number,
    "one_of": _one_of,
    "several_of": _several_of,
    "yes_no": _yes_no,
    "date": _date,
    CONSENT: _consent,
}


def _choices(question: Question) -> list[tuple[str, str]]:
    return [(option.id, option.label.text) for option in question.options]
