"""How many people may choose an option of an event's form: ``{question: {option: places}}``, a fact of the event.

Which options there are, the form of the event says; whoever builds the editor sets ``questions`` of the field.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

Limits = dict[str, dict[str, int]]
MOST_PLACES = 100_000


class OptionLimitsWidget(forms.Widget):
    """A table of the options, each with a field for its places; what was typed stays, whatever it is."""

    template_name = "events/admin/option_limits.html"
    questions: tuple = ()

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        context = super().get_context(name, value, attrs)
        limits = value if isinstance(value, Mapping) else {}
        context["widget"]["questions"] = [
            {
                "label": question.german_label,
                "options": [
                    {
                        "label": label,
                        "name": f"{name}-{question.id}-{key}",
                        "value": limits.get(question.id, {}).get(key),
                    }
                    for key, label in question.german_options
                ],
            }
            for question in self.questions
        ]
        return context

    def value_from_datadict(self, data: Mapping, files: Any, name: str) -> dict[str, dict[str, str]]:
        return {
            question.id: {
                key: data.get(f"{name}-{question.id}-{key}", "").strip() for key, _label in question.german_options
            }
            for question in self.questions
        }

    def value_omitted_from_data(self, data: Mapping, files: Any, name: str) -> bool:
        return not any(key.startswith(f"{name}-") for key in data)

    def id_for_label(self, id_: str) -> str:
        return ""


class OptionLimitsFormField(forms.Field):
    widget = OptionLimitsWidget

    def ask_about(self, questions: tuple) -> None:
        """Show the options of these questions."""
        self.widget.questions = questions

    def clean(self, value: Any) -> Limits:
        typed = {
            question: {option: _places(text) for option, text in options.items() if text}
            for question, options in (value or {}).items()
        }
        return {question: options for question, options in typed.items() if options}

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.clean(data) != (initial or {})
        except ValidationError:
            return True


class OptionLimitsField(models.JSONField):
    """Kept with the event, so that a revision holds them too."""

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("default", dict)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return OptionLimitsFormField(required=False, label=self.verbose_name, help_text=self.help_text)


def fewer_than_chosen(limits: Limits, answers: Iterable[dict]) -> ValidationError | None:
    """Return what is wrong where an option would have fewer places than ``answers`` of people with a seat choose."""
    chosen = Counter(
        (question, answer[question])
        for answer in answers
        for question in limits
        if isinstance(answer.get(question), str)
    )
    for question, options in limits.items():
        for option, places in options.items():
            if chosen[question, option] > places:
                message = _(
                    "%(chosen)d people with a seat have chosen what is to have %(places)d places. Write at least "
                    "that many."
                )
                return ValidationError(message, params={"chosen": chosen[question, option], "places": places})
    return None


def _places(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_PLACES:
        message = _("'%(typed)s' is no number of places. Write a whole number from 1 on, or leave the field empty.")
        raise ValidationError(message, params={"typed": text})
    return int(text)
