"""Tells editors of words that are better avoided, and of names that a translation lacks."""

import re
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from wagtail.admin import messages
from wagtail.models import Page, TranslatableMixin

from cms.languages.state.source_texts import texts_of
from cms.languages.state.translation_state import german_of

from .models import Term


def wrong_words(text: str, terms: Iterable[Term]) -> list[str]:
    """Return a sentence for each word in a text that is better avoided."""
    return [
        gettext("Instead of “%(wrong)s” better write “%(right)s”.") % {"wrong": wrong, "right": term.word}
        for term in terms
        for wrong in term.avoided
        if _stands_in(wrong, text)
    ]


def missing_names(german: str, translated: str, terms: Iterable[Term]) -> list[str]:
    """Return a sentence for each name that stands in the German text and not in the translation."""
    return [
        gettext("The name “%(name)s” stays as it is in every language, and was not found here.") % {"name": term.word}
        for term in terms
        if term.stays and term.word in german and term.word not in translated
    ]


def tell_of_words(request: HttpRequest, page: Page) -> None:
    """Tell the editor who has saved or published a page (hook)."""
    _tell(request, page.specific)


def tell_of_words_in_snippet(request: HttpRequest, snippet: Any) -> None:
    """Tell the editor who has saved or published a snippet; what a term says itself is its own affair (hook)."""
    if isinstance(snippet, TranslatableMixin) and not isinstance(snippet, Term):
        _tell(request, snippet)


def _tell(request: HttpRequest, edited: TranslatableMixin) -> None:
    text = _text(edited)
    sentences = wrong_words(text, Term.objects.filter(locale=edited.locale_id, live=True))
    german = german_of(edited)
    if german is not None:
        names = Term.objects.filter(locale=german.locale_id, live=True, stays=True)
        sentences += missing_names(_text(german), text, names)
    for sentence in sentences:
        messages.warning(request, sentence)


def _text(edited: TranslatableMixin) -> str:
    return "\n".join(sentence for sentences in texts_of(edited).values() for sentence in sentences)


def _stands_in(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) is not None
