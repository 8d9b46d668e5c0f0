"""The search over pages, events and drafts, in the reader's language; where it finds little, also in German."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import translate_url
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from cms.ground.list_parts import PART, list_part
from cms.languages.reading.hreflang import language_links
from cms.languages.reading.reachable import ReachablePages, reachable_pages
from cms.throttle import seconds_to_wait, too_many, too_often

from .search_index import MOST_FOUND, Found, describe, find, missing_in
from .search_suggestions import did_you_mean
from .search_words import MOST_LETTERS, readable, words_of

PER_PAGE = 10
# Readers of another language who find fewer are told what there is in German.
FEW = 5


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found for ``q``; whatever strangers send as ``q``, the answer is a page with the form."""
    sent = request.GET.get("q", "")
    typed = readable(sent)
    words = words_of(typed)
    wait = seconds_to_wait("search", request, settings.SEARCHES_PER_NETWORK_AND_HOUR) if words else 0
    reachable = reachable_pages(request)
    found = find(words, reachable, reachable.code) if words and not wait else []
    german = _german(words, reachable, found) if words and not wait else []
    meant = did_you_mean(words, reachable, reachable.code) if words and not wait and not found else ""
    part = list_part(found[:MOST_FOUND], request.GET.get(PART), PER_PAGE, q=typed)
    context = {
        "is_search_page": True,
        "crumb_title": gettext("Search"),
        "typed": typed,
        "most_letters": MOST_LETTERS,
        "was_asked": "q" in request.GET,
        "was_cut": len(sent) > MOST_LETTERS,
        "has_words": bool(words),
        "refusal": too_often(wait) if wait else "",
        "results": describe(part.items, reachable, reachable.code),
        "meant": meant,
        "meant_url": f"?{urlencode({'q': meant})}",
        "german_results": describe(german[:PER_PAGE], reachable, settings.LANGUAGE_CODE),
        "german_url": translate_url(request.get_full_path(), settings.LANGUAGE_CODE) if len(german) > PER_PAGE else "",
        "is_german": reachable.code == settings.LANGUAGE_CODE,
        "part": part,
        "there_are_more": len(found) > MOST_FOUND,
        "other_languages": _other_languages(request) if words else [],
    }
    response = render(request, "home/search.html", context)
    return too_many(response, wait) if wait else response


def _german(words: list[str], reachable: ReachablePages, found: list[Found]) -> list[Found]:
    """Return what is to be told of German besides what was found in the reader's language."""
    if reachable.code == settings.LANGUAGE_CODE or len(found) >= FEW:
        return []
    return missing_in(found, find(words, reachable, settings.LANGUAGE_CODE))


def _other_languages(request: HttpRequest) -> list[dict]:
    """Return the languages that weren't searched, each with the address of the same search."""
    return [link for link in language_links(request) if not link["current"] and link["code"] != settings.LANGUAGE_CODE]
