"""Which pages visitors reach, and in which languages. What decides on it is read once per request."""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from wagtail.models import Page, PageViewRestriction, Site

from ...ground.standing import standing
from ..core.public_languages import PublicLanguage, describe, public_languages
from ..models import TranslationState


class ReachablePages:
    """The languages, their home pages and the restricted parts of the tree, for one request."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        # Set on the answer to an address that is missing in its language: the switcher leads to these pages.
        self.found_here: dict[str, Page] | None = None
        # Set by a view that shows what is known of this page in a language without it.
        self.stands_in_for: Page | None = None
        self._twins: dict = {}
        self._outdated: dict = {}

    @property
    def code(self) -> str:
        """The language in which the reader is answered."""
        return translation.get_language() or settings.LANGUAGE_CODE

    @cached_property
    def languages(self) -> list[PublicLanguage]:
        """The languages of the switcher; an editor's preview shows a language before it is open."""
        languages = list(standing(self.request).get("public languages", public_languages))
        if getattr(self.request, "is_preview", False) and self.code not in {language.code for language in languages}:
            languages.append(describe(self.code))
        return languages

    @cached_property
    def homes(self) -> dict[str, Page]:
        """The published home page of each of these languages; without one, nothing in a language can be reached."""
        if getattr(self.request, "is_preview", False):
            return self._read_homes()
        return standing(self.request).get("homes", self._read_homes)

    def _read_homes(self) -> dict[str, Page]:
        site = Site.find_for_request(self.request)
        if site is None:
            return {}
        codes = {language.code for language in self.languages}
        homes = (
            Page.objects.live()
            .filter(translation_key__in=Page.objects.filter(pk=site.root_page_id).values("translation_key"))
            .select_related("locale")
        )
        return {
            home.locale.language_code: home
            for home in homes
            if home.locale.language_code in codes and not self._is_private(home)
        }

    @cached_property
    def _homes_by_locale(self) -> dict[int, Page]:
        return {home.locale_id: home for home in self.homes.values()}

    @cached_property
    def _private_paths(self) -> list[str]:
        return standing(self.request).get("restricted paths", _restricted_paths)

    def _is_private(self, page: Page) -> bool:
        return any(page.path.startswith(path) for path in self._private_paths)

    def includes(self, page: Page) -> bool:
        """Return whether visitors reach this page: published, not restricted, below its language's home page."""
        home = self._homes_by_locale.get(page.locale_id)
        return bool(home and page.live and page.path.startswith(home.path)) and not self._is_private(page)

    def url(self, page: Page) -> str:
        """Return the local address of a page that visitors reach."""
        return page.get_url(self.request) or ""

    def translations(self, translation_key) -> dict[str, Page]:
        """Return the reachable pages with this translation key, by language; all who ask share one query."""
        if translation_key not in self._twins:
            self.read_ahead([translation_key])
        return self._twins[translation_key]

    def outdated(self, translation_key) -> dict[str, datetime]:
        """Return the languages in which a page is older than in German, and since when; all who ask share one query."""
        if translation_key not in self._outdated:
            states = TranslationState.objects.filter(translation_key=translation_key, outdated_since__isnull=False)
            self._outdated[translation_key] = dict(states.values_list("locale__language_code", "outdated_since"))
        return self._outdated[translation_key]

    def in_this_language(self, page: Page) -> Page | None:
        """Return this page in the reader's language, or None where visitors don't reach it.

        ``Page.localized`` would give the German page then, or a draft.
        """
        return self.translations(page.translation_key).get(self.code)

    def in_this_language_or_german(self, page: Page) -> Page | None:
        """Return this page in the reader's language, or else in German, or None where visitors reach neither."""
        return self.in_this_language(page) or self.translations(page.translation_key).get(settings.LANGUAGE_CODE)

    def read_ahead(self, translation_keys: Iterable) -> None:
        """Read the pages with these keys in one query; those who ask for them afterwards need none."""
        keys = set(translation_keys) - set(self._twins)
        self._twins |= {key: {} for key in keys}
        for page in Page.objects.filter(translation_key__in=keys).select_related("locale"):
            if self.includes(page):
                self._twins[page.translation_key][page.locale.language_code] = page

    def at_path(self, path: str) -> dict[str, Page]:
        """Return the reachable pages at this path below the home pages, by language; slugs are equal in all."""
        wanted = {home.url_path + path: code for code, home in self.homes.items()}
        found = {
            wanted[page.url_path]: page for page in Page.objects.filter(url_path__in=wanted) if self.includes(page)
        }
        return {language.code: found[language.code] for language in self.languages if language.code in found}


def _restricted_paths() -> list[str]:
    return list(PageViewRestriction.objects.values_list("page__path", flat=True))


def reachable_pages(request: HttpRequest) -> ReachablePages:
    """Return what this request knows of reachable pages; every asker shares one."""
    known = request.__dict__
    if "_reachable_pages" not in known:
        known["_reachable_pages"] = ReachablePages(request)
    return known["_reachable_pages"]
