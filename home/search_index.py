"""Asks Wagtail's index: titles before texts, whole words before words that begin like the last one.

Texts and words are folded alike (``cms.texts.searching``). On PostgreSQL the German word forms count besides (Haus,
Häuser), on SQLite the words as they are written. Everything found has
to pass the rules that hold elsewhere: pages must be reachable, a draft's title must be announced to everybody, and what
has changed in it is found only once its file may be fetched. Each language is searched for itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from cms.ground.freshness import changes_at
from cms.languages.reading.reachable import ReachablePages
from downloads.models import Publication, PublicationFile
from downloads.pages.entries import PublicationEntry, entries_by_publication, next_release
from downloads.visibility import EVERYBODY
from events.models import EventPage

from .models.news import NewsPage

MOST_FOUND = 100
# A shorter beginning is one of half the words of a language.
LETTERS_OF_A_BEGINNING = 3
KINDS = {EventPage: _("Event"), NewsPage: _("News item")}
OTHER_PAGES = _("Page")
DOCUMENT = _("Document")
TITLE = ["title"]
Found = Page | PublicationFile


@dataclass(frozen=True)
class Result:
    """One line of the list: a page, or a document with its ``entry``, which knows its file from the release on.

    ``is_only_german``: it is named to readers of another language.
    """

    kind: Any
    title: str
    url: str
    summary: str = ""
    entry: PublicationEntry | None = None
    is_only_german: bool = False


def find(words: list[str], reachable: ReachablePages, code: str) -> list[Found]:
    """Return what holds all these words in a language, best first; one more than MOST_FOUND says that there is more."""
    home = reachable.homes.get(code)
    if home is None:
        return []
    pages = pages_in(home)
    named, fetchable = _files(code)
    asked = [(named, TITLE), (pages, TITLE), (fetchable, None), (pages, None)]
    text = " ".join(words)
    found: dict[tuple, Found] = {}
    for is_beginning in (False, True) if len(words[-1]) >= LETTERS_OF_A_BEGINNING else (False,):
        for queryset, fields in asked:
            for one in _search(queryset, text, fields, is_beginning)[: MOST_FOUND + 1]:
                if isinstance(one, PublicationFile) or reachable.includes(one):
                    found.setdefault((type(one), one.pk), one)
    return list(found.values())[: MOST_FOUND + 1]


def missing_in(found: list[Found], german: list[Found]) -> list[Found]:
    """Return those found in German of which nothing was found in the reader's language."""
    known = {_key(one) for one in found}
    return [one for one in german if _key(one) not in known]


def _key(one: Found) -> Any:
    return one.publication_id if isinstance(one, PublicationFile) else one.translation_key


def describe(found: Iterable[Found], reachable: ReachablePages, code: str) -> list[Result]:
    """Return what the list says about these, which are in one language, in their order."""
    found = list(found)
    files = [one for one in found if isinstance(one, PublicationFile)]
    publications = Publication.objects.filter(pk__in=[file.publication_id for file in files])
    entries = entries_by_publication(publications, code)
    pages = Page.objects.filter(pk__in=[one.pk for one in found if isinstance(one, Page)]).select_related("locale")
    by_id = {page.pk: page for page in pages.specific()}
    results = [
        _document(one, entries[one.publication_id])
        if isinstance(one, PublicationFile)
        else _page(by_id[one.pk], reachable)
        for one in found
        if (one.publication_id in entries if isinstance(one, PublicationFile) else one.pk in by_id)
    ]
    return [replace(one, is_only_german=code != reachable.code) for one in results]


def pages_in(home: Page) -> QuerySet[Page]:
    """Return what is live in the language of this home page, whoever may reach it."""
    return Page.objects.live().descendant_of(home, inclusive=True).filter(locale_id=home.locale_id)


def announced_files(language: str) -> QuerySet[PublicationFile]:
    """Return the files whose titles everybody may know."""
    return _files(language)[0]


def _files(language: str) -> tuple[QuerySet, QuerySet]:
    """Return the files whose titles, and those whose contents everybody may know."""
    now = timezone.now()
    announced = Publication.objects.announced_to(EVERYBODY)
    changes_at(next_release(announced, now))
    files = PublicationFile.objects.filter(language=language)
    # The index filters by columns of its own model only, so the rule is asked in a query inside the query.
    named = PublicationFile.objects.filter(publication__in=announced)
    fetchable = PublicationFile.objects.fetchable_by(EVERYBODY, now)
    return files.filter(pk__in=named.values("pk")), files.filter(pk__in=fetchable.values("pk"))


def _search(queryset: QuerySet, text: str, fields: list[str] | None, is_beginning: bool) -> Any:
    # As the backend's own ``search()``, which has no way to say that the last word is a beginning.
    backend = get_search_backend()
    compiler_class = backend.query_compiler_class
    if is_beginning:
        compiler_class = type("BeginningQueryCompiler", (compiler_class,), {"LAST_TERM_IS_PREFIX": True})
    compiler = compiler_class(queryset, text, fields=fields, operator="and")
    compiler.check()
    return backend.results_class(backend, compiler)


def _document(file: PublicationFile, entry: PublicationEntry) -> Result:
    what_changed = file.what_changed if entry.is_released else ""
    return Result(DOCUMENT, file.title, entry.file.url if entry.file else "", what_changed, entry)


def _page(page: Page, reachable: ReachablePages) -> Result:
    return Result(KINDS.get(type(page), OTHER_PAGES), page.title, reachable.url(page), getattr(page, "summary", ""))
