"""What came of an event elsewhere on the site, such as goals of a plan; the rooms above enter what they know."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from .event_page import EventPage


@dataclass(frozen=True)
class Outcome:
    """``is_only_german``: it isn't there in the language of the page that names it."""

    title: str
    url: str
    is_only_german: bool = False


Source = Callable[[HttpRequest, "EventPage"], list[Outcome]]

_sources: list[Source] = []


def enter_outcomes(source: Source) -> None:
    """Let ``source(request, page)`` say what came of the event of a page, in the page's language."""
    if source not in _sources:
        _sources.append(source)


def outcomes_of(request: HttpRequest, page: "EventPage") -> list[Outcome]:
    return [outcome for source in _sources for outcome in source(request, page)]
