"""Shows editors a term as readers meet it: marked in a text, and explained at the end."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from .marking import mark_words
from .models import Term


def show_term(request: HttpRequest, draft: Term, language: str) -> HttpResponse:
    """Return a short text with the word, in ``language``: the draft's own, or that of one of its translations."""
    term = _in_language(draft, language)
    with translation.override(language):
        text = format_html('<div class="prose"><p>{}</p></div>', ", ".join(term.spellings))
        marked, explained = mark_words(text, [term] if term.explanation.strip() else [])
        # What was marked was escaped before, and words come into it as text.
        context = {"term": term, "text": mark_safe(marked), "explained": explained}
        return render(request, "terms/preview.html", context)


def _in_language(draft: Term, language: str) -> Term:
    other = draft.get_translations().filter(locale__language_code=language).first()
    return other.get_latest_revision_as_object() if other else draft
