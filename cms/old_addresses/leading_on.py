"""Where an address leads on to at which nothing stands any more; asked for a 404 only.

Found are the address itself, with its query or without, the German one with the same path, for pages that were
translated later, and those of pages above it. Nobody is led to, or told of, a page that they could not open.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils import translation
from django.utils.encoding import escape_uri_path
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from ..ground.addresses import absolute_url
from ..ground.admin_prefix import is_of_the_admin
from ..ground.freshness import cache_control
from ..languages.reading.missing_page import answer_for_missing
from ..languages.reading.reachable import ReachablePages, reachable_pages
from .keeping import LONGEST
from .stored_path import stored_path

# No tree of pages is deeper; what strangers ask for may be.
MOST_PARTS = 20


@dataclass(frozen=True)
class Known:
    """An old address that was found, and the part of the asked one below it."""

    redirect: Redirect
    below: str
    is_german: bool

    @property
    def is_derived(self) -> bool:
        """Whether it is not the asked address itself."""
        return self.is_german or bool(self.below)


def lead_on(request: HttpRequest) -> HttpResponse | None:
    """Return the redirect to what stood at this address once, or how to read it where its language is missing.

    None where nothing leads on. The number of queries grows neither with the old addresses nor with the pages.
    """
    reachable = reachable_pages(request)
    code = translation.get_language_from_path(request.path_info)
    if not _is_for_visitors(request) or (code and code not in {language.code for language in reachable.languages}):
        return None
    known = _known(request, code)
    if known is None or (known.is_derived and _stands_somewhere(reachable, request, code)):
        return None
    if known.redirect.redirect_page_id is None:
        return None if known.below else _leave(request, known.redirect, known.redirect.redirect_link)
    page = _page(known)
    found = reachable.translations(page.translation_key) if page else {}
    if not page or not found:
        return None
    wanted = found.get(code or page.locale.language_code) or found.get(reachable.code)
    if wanted is None:
        return answer_for_missing(request, found)
    return _leave(request, known.redirect, reachable.url(wanted) + _query(request, known))


def _is_for_visitors(request: HttpRequest) -> bool:
    match = request.resolver_match
    return request.method in ("GET", "HEAD") and not (match and is_of_the_admin(match))


def _known(request: HttpRequest, code: str | None) -> Known | None:
    """Return the nearest old address: the asked one before the German one, and both before those above."""
    asked = {path: (below, is_german) for path, below, is_german in _candidates(request, code)}
    site = Site.find_for_request(request)
    rows = Redirect.objects.filter(Q(site=site) | Q(site=None), old_path__in=list(asked))
    order = list(asked)
    nearest = min(
        rows.select_related("redirect_page__locale"),
        key=lambda row: (order.index(row.old_path), row.site_id is None),
        default=None,
    )
    return Known(nearest, *asked[nearest.old_path]) if nearest else None


def _candidates(request: HttpRequest, code: str | None) -> Iterator[tuple[str, str, bool]]:
    asked = escape_uri_path(request.path)
    query = request.META.get("QUERY_STRING", "")
    path = stored_path(asked)
    wanted = [(stored_path(asked, query), "", False)] if query else []
    for above, below in _above(path) if code else [(path, "")]:
        wanted.append((above, below, False))
        if code and code != settings.LANGUAGE_CODE:
            wanted.append((above.replace(f"/{code}/", f"/{settings.LANGUAGE_CODE}/", 1), below, True))
    return ((path, below, is_german) for path, below, is_german in wanted if len(path) <= LONGEST and "\0" not in path)


def _above(path: str) -> Iterator[tuple[str, str]]:
    """Give a path below a language and those above it, each with what stands below it."""
    parts = path.split("/")
    if len(parts) > MOST_PARTS:
        return
    # The first part is empty and the second is the language.
    for length in range(len(parts), 2, -1):
        yield "/".join(parts[:length]), "/".join(parts[length:])


def _stands_somewhere(reachable: ReachablePages, request: HttpRequest, code: str | None) -> bool:
    """Return whether a newer page has the address in some language: the answer then says in which."""
    return bool(code and reachable.at_path(request.path_info.removeprefix(f"/{code}/")))


def _page(known: Known) -> Page | None:
    page = known.redirect.redirect_page
    if not known.below:
        return page
    return Page.objects.filter(url_path=f"{page.url_path}{known.below}/").select_related("locale").first()


def _query(request: HttpRequest, known: Known) -> str:
    query = request.META.get("QUERY_STRING", "")
    return f"?{query}" if query and "?" not in known.redirect.old_path else ""


def _leave(request: HttpRequest, redirect: Redirect, address: str) -> HttpResponse | None:
    there = absolute_url(address).partition("?")[0].rstrip("/")
    if not address or there == absolute_url(escape_uri_path(request.path)).rstrip("/"):
        return None
    answer = HttpResponsePermanentRedirect if redirect.is_permanent else HttpResponseRedirect
    # Browsers would keep a permanent one for good, and somebody may give a new page this address.
    return answer(address, headers={"Cache-Control": cache_control(None)})
