"""The search over pages, events and drafts, in the reader's language."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from cms.ground.list_parts import PART, list_part
from cms.languages.reading.hreflang import language_links
from cms.languages.reading.reachable import reachable_pages
from cms.throttle import seconds_to_wait, too_many, too_often

from .search_index import MOST_FOUND, describe, find
from .search_words import MOST_LETTERS, readable, words_of

PER_PAGE = 10


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found for ``q``; whatever strangers send as ``q``, the answer is a page with the form."""
    sent = request.GET.get("q", "")
    typed = readable(sent)
    words = words_of(typed)
    wait = seconds_to_wait("search", request, settings.SEARCHES_PER_NETWORK_AND_HOUR) if words else 0
    reachable = reachable_pages(request)
    found = find(words, reachable) if words and not wait else []
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
        "results": describe(part.items, reachable),
        "part": part,
        "there_are_more": len(found) > MOST_FOUND,
        "other_languages": [link for link in language_links(request) if not link["current"]] if words else [],
    }
    response = render(request, "home/search.html", context)
    return too_many(response, wait) if wait else response
