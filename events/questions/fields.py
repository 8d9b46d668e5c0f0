"""The questions of a sign-up form as Django fields, and what is typed there as it is stored."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.forms.fields import AddressField, LineField, TextField

from .questions import YES_NO, Question

LONGEST_LINE = 200
LONGEST_TEXT = 2000
LARGEST_NUMBER = 1_000_000_000
TOO_LONG = _("This is too long. Use at most %(limit_value)d characters.")
FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2200, 1, 1)


def question_fields(questions: tuple[Question, ...]) -> dict[str, forms.Field]:
    """Return a field for each question, by its name."""
    return {question.field_name: _field_for(question) for question in questions}


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


def _field_for(question: Question) -> forms.Field:
    """Return the Django field that asks a question; ``field.lang`` is the lang attribute it needs, or empty."""
    label = question.label.text
    field = MAKERS[question.kind](
        question,
        label=label,
        help_text=question.help_text.text,
        required=question.required,
        error_messages={"required": _("Please answer: %(question)s") % {"question": label}, "max_length": TOO_LONG},
    )
    field.lang = question.lang
    return field


def _answer_of(question: Question, value: Any) -> Any:
    """Return a checked value as it is stored, or None when the question was left open."""
    if value in (None, "", []):
        return None
    if question.kind == "yes_no":
        return value == "yes"
    if question.kind == "date":
        return value.isoformat()
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
        case "text" | "long_text" | "email" | "date", str():
            return answer
    return None


def _line(question: Question, **kwargs) -> forms.Field:
    return LineField(max_length=LONGEST_LINE, **kwargs)


def _long_text(question: Question, **kwargs) -> forms.Field:
    return TextField(max_length=LONGEST_TEXT, **kwargs)


def _email(question: Question, **kwargs) -> forms.Field:
    return AddressField(max_length=254, **kwargs)


def _number(question: Question, **kwargs) -> forms.Field:
    message = _("Enter a whole number, in digits.")
    kwargs["error_messages"] |= {"invalid": message, "min_value": message, "max_value": message}
    return forms.IntegerField(min_value=-LARGEST_NUMBER, max_value=LARGEST_NUMBER, **kwargs)


def _one_of(question: Question, **kwargs) -> forms.Field:
    kwargs["error_messages"]["invalid_choice"] = _("Choose one of the answers in the list.")
    return forms.ChoiceField(choices=_choices(question), widget=forms.RadioSelect, **kwargs)


def _several_of(question: Question, **kwargs) -> forms.Field:
    message = _("Choose only from the answers in the list.")
    kwargs["error_messages"] |= {"invalid_choice": message, "invalid_list": message}
    return forms.MultipleChoiceField(choices=_choices(question), widget=forms.CheckboxSelectMultiple, **kwargs)


def _yes_no(question: Question, **kwargs) -> forms.Field:
    kwargs["error_messages"]["invalid_choice"] = _("Choose yes or no.")
    return forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, **kwargs)


class DayField(forms.DateField):
    """A date between 1900 and 2200."""

    def validate(self, value) -> None:
        super().validate(value)
        if value is not None and not FIRST_DAY <= value <= LAST_DAY:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


def _date(question: Question, **kwargs) -> forms.Field:
    kwargs["error_messages"]["invalid"] = _("Enter a date with day, month and year.")
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    # A browser's date field sends the first form; the others are typed where it has none.
    return DayField(input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"], widget=widget, **kwargs)


MAKERS = {
    "text": _line,
    "long_text": _long_text,
    "email": _email,
    "number": _number,
    "one_of": _one_of,
    "several_of": _several_of,
    "yes_no": _yes_no,
    "date": _date,
}


def _choices(question: Question) -> list[tuple[str, str]]:
    return [(option.id, option.label.text) for option in question.options]
