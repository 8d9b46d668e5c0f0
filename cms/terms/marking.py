"""Marks the hard words of a page where they first stand, and collects their explanations."""

import re
from dataclasses import dataclass
from html import unescape

from bs4 import BeautifulSoup, NavigableString
from django.utils.text import slugify

from .models import Term

# Rich text as our templates write it; nothing but rich text stands inside.
PROSE = re.compile(r'(<div class="prose"[^>]*>)(.*?)(</div>)', re.DOTALL)
NEVER_INSIDE = ["a", "h1", "h2", "h3", "h4", "h5", "h6", "button", "code"]


@dataclass(frozen=True)
class Explained:
    """A word of this page; ``anchor`` is the id of its explanation, and ``anchor``-text that of the marked word."""

    word: str
    explanation: str
    anchor: str


def terms_of(locale_id: int) -> list[Term]:
    """Return the terms that readers of a language find explained. One query."""
    return list(Term.objects.filter(locale=locale_id, live=True).exclude(explanation=""))


def mark_words(html: str, terms: list[Term]) -> tuple[str, list[Explained]]:
    """Return the HTML with the first occurrence of each term as a link, and the explanations in order of the text."""
    spellings = {spelling: term for term in terms for spelling in term.spellings}
    if not spellings or not (pattern := _pattern(spellings)).search(unescape(html)):
        return html, []
    found: dict[int, Explained] = {}

    def mark(prose: re.Match) -> str:
        return prose[1] + _mark_in(prose[2], pattern, spellings, found) + prose[3]

    return PROSE.sub(mark, html), list(found.values())


def _pattern(spellings: dict[str, Term]) -> re.Pattern:
    words = "|".join(re.escape(spelling) for spelling in sorted(spellings, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")


def _mark_in(html: str, pattern: re.Pattern, spellings: dict[str, Term], found: dict[int, Explained]) -> str:
    soup = BeautifulSoup(html, "html.parser")
    changed = False
    for text in soup.find_all(string=pattern):
        if text.find_parent(NEVER_INSIDE):
            continue
        pieces: list = []
        end = 0
        for match in pattern.finditer(text):
            term = spellings[match.group()]
            if term.pk in found:
                continue
            anchor = f"word-{slugify(term.word) or term.pk}"
            found[term.pk] = Explained(term.word, term.explanation, anchor)
            link = soup.new_tag("a", attrs={"class": "term", "href": f"#{anchor}", "id": f"{anchor}-text"})
            link.string = match.group()
            pieces += [NavigableString(text[end : match.start()]), link]
            end = match.end()
        if pieces:
            text.replace_with(*pieces, NavigableString(text[end:]))
            changed = True
    return soup.decode(formatter="minimal") if changed else html
