"""Wagtail's view of a page, which finds again what it has found at this address since the last publish."""

import copy
from dataclasses import dataclass

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve

from ..ground.standing import Many, standing
from ..languages.reading.reachable import reachable_pages
from ..models.page import BasePage

MOST_PAGES = 1_000


@dataclass(frozen=True)
class Found:
    """A page that everybody reaches, as it was read: each request takes a copy, which it may change."""

    site: Site
    page: BasePage


def serve_page(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer with the page at this path, as ``wagtail.views.serve`` does."""
    known = standing(request).get("pages by address", lambda: Many(MOST_PAGES))
    key = (request.get_host(), get_language(), path)
    found = known.get(key)
    if found is None:
        if found := _find(request, path):
            known.put(key, found, 1)
    else:
        request._wagtail_site = copy.copy(found.site)
        request._wagtail_route_for_request = RouteResult(copy.copy(found.page), [], {})
    return serve(request, path)


def _find(request: HttpRequest, path: str) -> Found | None:
    """Return what Wagtail finds, which it leaves at the request; None for a page that is not open to everybody."""
    route = Page.route_for_request(request, path)
    if route is None or route.args or route.kwargs or not isinstance(route.page, BasePage):
        return None
    if not reachable_pages(request).includes(route.page):
        return None
    # What it asks once is asked before it is copied.
    route.page.locale  # noqa: B018
    page = copy.copy(route.page)
    page.is_open_to_everybody = True
    return Found(Site.find_for_request(request), page)
