"""What somebody may have meant who found nothing: the nearest words of titles and summaries that visitors reach."""

import re
from difflib import get_close_matches

from django.db.models import QuerySet
from wagtail.models import Page

from cms.languages.reading.reachable import ReachablePages
from cms.texts.hyphens import SOFT_HYPHEN
from cms.texts.searching import sought

from .search_index import announced_files, find, pages_in

# Nobody else pays for it, and a search that finds nothing stays cheap.
MOST_PAGES, MOST_FILES, MOST_WORDS = 300, 300, 3
SHORTEST = 4
NEAR = 0.75
WORD = re.compile(r"\w+")


def did_you_mean(words: list[str], reachable: ReachablePages, code: str) -> str:
    """Return words that are found, as they are written somewhere, in the place of ``words``; or nothing."""
    known = _vocabulary(reachable, code)
    wrong = [word for word in words if word not in known and len(word) >= SHORTEST][:MOST_WORDS]
    nearest = {word: near for word in wrong if (near := _nearest(word, known))}
    if not nearest:
        return ""
    meant = [known.get(nearest.get(word, word), word) for word in words]
    return " ".join(meant) if find(sought(" ".join(meant)), reachable, code) else ""


def _nearest(word: str, known: dict[str, str]) -> str:
    about_as_long = [one for one in known if abs(len(one) - len(word)) <= 2]
    return next(iter(get_close_matches(word, about_as_long, n=1, cutoff=NEAR)), "")


def _vocabulary(reachable: ReachablePages, code: str) -> dict[str, str]:
    """Return each word that somebody may know of, folded, with its spelling."""
    texts = list(announced_files(code).values_list("title", flat=True)[:MOST_FILES])
    for page in _pages(reachable, code):
        if reachable.includes(page):
            texts += [page.title, getattr(page, "summary", "")]
    written = (word for text in texts for word in WORD.findall(text.replace(SOFT_HYPHEN, "")))
    return {folded[0]: word for word in written if len(folded := sought(word)) == 1}


def _pages(reachable: ReachablePages, code: str) -> QuerySet[Page] | list[Page]:
    home = reachable.homes.get(code)
    return pages_in(home).specific()[:MOST_PAGES] if home else []
