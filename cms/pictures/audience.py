"""For whom pictures are being shown right now.

A picture is shown to everybody only while a page is served that everybody reaches. All else (the admin, previews of
drafts, whatever comes later) is for staff, unless a page is served to those whom its restriction lets in.
"""

from collections.abc import Callable
from contextvars import ContextVar
from enum import Enum, auto

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.models import Page

from cms.languages.reading.reachable import reachable_pages


class Audience(Enum):
    EVERYBODY = auto()
    READERS_OF_A_RESTRICTED_PAGE = auto()
    STAFF = auto()


_served: ContextVar[tuple[HttpRequest, Page] | None] = ContextVar("served_page", default=None)


def audience() -> Audience:
    """Return for whom the response that is being made is."""
    served = _served.get()
    if served is None:
        return Audience.STAFF
    request, page = served
    if reachable_pages(request).includes(page):
        return Audience.EVERYBODY
    return Audience.READERS_OF_A_RESTRICTED_PAGE


def pictures_for_staff(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Begin each response, also that of a preview inside another one, with pictures for staff."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        token = _served.set(None)
        try:
            return get_response(request)
        finally:
            _served.reset(token)

    return middleware


def note_served_page(page: Page, request: HttpRequest, serve_args: list, serve_kwargs: dict) -> None:
    """Note that this page is served as it is published; Wagtail's previews don't come by here."""
    _served.set((request, page))
