"""All pages that visitors reach, each with its addresses in the other languages."""

from collections import defaultdict
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.ground.addresses import absolute_url
from cms.languages.reading.reachable import reachable_pages


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Answer with the sitemap; the number of queries doesn't grow with the number of pages."""
    context = {"entries": sitemap_entries(request)}
    return render(request, "home/sitemap.xml", context, content_type="application/xml; charset=utf-8")


def sitemap_entries(request: HttpRequest) -> list[dict[str, Any]]:
    """Return address, time of the last change and alternates of each page, in the order of the tree."""
    reachable = reachable_pages(request)
    codes = [language.code for language in reachable.languages]
    pages = Page.objects.live().filter(locale__language_code__in=codes).select_related("locale").order_by("path")
    addresses = {page: absolute_url(reachable.url(page)) for page in pages if reachable.includes(page)}
    by_key: dict[Any, dict[str, str]] = defaultdict(dict)
    for page, address in addresses.items():
        by_key[page.translation_key][page.locale.language_code] = address
    return [
        {
            "address": address,
            "changed_at": page.last_published_at,
            "alternates": _alternates(by_key[page.translation_key], codes),
        }
        for page, address in addresses.items()
    ]


def _alternates(addresses: dict[str, str], codes: list[str]) -> list[dict[str, str]]:
    links = [{"hreflang": code, "address": addresses[code]} for code in codes if code in addresses]
    if settings.LANGUAGE_CODE in addresses:
        links.append({"hreflang": "x-default", "address": addresses[settings.LANGUAGE_CODE]})
    return links
