"""What taking down or deleting a term does to readers."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import ngettext

from ..consequences.consequence import Action, Consequence
from ..consequences.registry import enter
from .models import Term


def register_consequences() -> None:
    """Enter what terms do; called when the app is ready."""
    enter(Term, Action.UNPUBLISH, of_leaving)
    enter(Term, Action.DELETE, of_leaving)


def of_leaving(term: Term) -> Iterator[Consequence]:
    """Yield in how many languages a word is explained no longer; the translations go with German."""
    explained = Term.objects.filter(translation_key=term.translation_key, live=True).exclude(explanation="")
    if term.locale.language_code != settings.LANGUAGE_CODE:
        explained = explained.filter(pk=term.pk)
    number = explained.count()
    if number:
        text = ngettext(
            "The word is no longer explained to readers, in %(number)d language.",
            "The word is no longer explained to readers, in %(number)d languages.",
            number,
        )
        yield Consequence("unexplained", number, text % {"number": number})
