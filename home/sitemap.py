"""All pages that visitors reach, each with its addresses in the other languages, in parts of equal size."""

from collections import defaultdict
from typing import Any

from django.conf import settings
from django.core.paginator import InvalidPage, Paginator
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.ground.addresses import absolute_url
from cms.languages.reading.reachable import ReachablePages, reachable_pages

PAGES_IN_A_PART = 500
CONTENT_TYPE = "application/xml; charset=utf-8"


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Answer with the addresses of the parts; there is always a first one."""
    numbers = _parts(reachable_pages(request)).page_range
    addresses = [absolute_url(reverse("sitemap_part", args=[number])) for number in numbers]
    return render(request, "home/sitemap_index.xml", {"addresses": addresses}, content_type=CONTENT_TYPE)


@require_safe
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """Answer with the pages of one part; the number of queries doesn't grow with the number of pages."""
    reachable = reachable_pages(request)
    try:
        part = _parts(reachable).page(number)
    except InvalidPage as error:
        raise Http404("The sitemap has no such part.") from error
    context = {"entries": _entries(part.object_list, reachable)}
    return render(request, "home/sitemap.xml", context, content_type=CONTENT_TYPE)


def _parts(reachable: ReachablePages) -> Paginator:
    return Paginator(_candidates(reachable).order_by("path"), PAGES_IN_A_PART)


def _candidates(reachable: ReachablePages) -> QuerySet[Page]:
    codes = [language.code for language in reachable.languages]
    pages = Page.objects.live().filter(locale__language_code__in=codes).select_related("locale")
    # The page of an event shows its facts, which are published by themselves.
    return pages.annotate(facts_changed_at=F("eventpage__event__last_published_at"))


def _entries(pages: QuerySet[Page], reachable: ReachablePages) -> list[dict[str, Any]]:
    """Return address, time of the last change and alternates of each page, in the order of the tree."""
    here = [page for page in pages if reachable.includes(page)]
    twins = _candidates(reachable).filter(translation_key__in={page.translation_key for page in here})
    by_key: dict[Any, dict[str, str]] = defaultdict(dict)
    for twin in twins:
        if reachable.includes(twin):
            by_key[twin.translation_key][twin.locale.language_code] = absolute_url(reachable.url(twin))
    codes = [language.code for language in reachable.languages]
    return [
        {
            "address": by_key[page.translation_key][page.locale.language_code],
            "changed_at": max(filter(None, [page.last_published_at, page.facts_changed_at]), default=None),
            "alternates": _alternates(by_key[page.translation_key], codes),
        }
        for page in here
    ]


def _alternates(addresses: dict[str, str], codes: list[str]) -> list[dict[str, str]]:
    links = [{"hreflang": code, "address": addresses[code]} for code in codes if code in addresses]
    if settings.LANGUAGE_CODE in addresses:
        links.append({"hreflang": "x-default", "address": addresses[settings.LANGUAGE_CODE]})
    return links
