"""What a room adds to a question: something to look at, and to put right, before the answer."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import HttpRequest

from .gate import Unanswered


class QuestionPart:
    """A part of the form of a question. Entered for a model, it is asked whenever something of that model goes live."""

    template_name = ""

    def context(self, request: HttpRequest, question: Unanswered) -> dict[str, Any] | None:
        """Return what the template shows, as ``part``; None where this question is about something else."""
        raise NotImplementedError

    def take(self, request: HttpRequest, subject: Model) -> None:
        """Write what was typed here, in the transaction of the publish, and before it.

        Raises ValidationError for what can't be written: then nothing goes live.
        """


_parts: dict[type[Model], list[QuestionPart]] = defaultdict(list)


def enter_part(model: type[Model], part: QuestionPart) -> None:
    """Let ``part`` stand in the questions about this model; of one class once."""
    if type(part) not in [type(one) for one in _parts[model]]:
        _parts[model].append(part)


@dataclass(frozen=True)
class ShownPart:
    """A part of this question: the template gets ``told`` under the name ``part``."""

    template_name: str
    told: dict[str, Any]


def shown_parts(request: HttpRequest, question: Unanswered) -> list[ShownPart]:
    """Return the parts of this question."""
    found = [(part, part.context(request, question)) for part in _parts[type(question.subject)]]
    return [ShownPart(part.template_name, told) for part, told in found if told is not None]


def take_what_was_typed(request: HttpRequest, subject: Model) -> None:
    """Let each part write what was typed in it."""
    for part in _parts[type(subject)]:
        part.take(request, subject)
