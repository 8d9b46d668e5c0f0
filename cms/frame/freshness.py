"""How long a cache between us and the readers may keep what is the same for all of them.

Half a minute, and never beyond the moment at which the page changes by itself: a draft is released, a sign-up opens.
Whoever decides by the time what a page shows notes that moment with ``changes_at``. Browsers ask each time, so that an
editor who has just published something sees it.
"""

from collections.abc import Callable
from contextvars import ContextVar
from datetime import datetime

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import has_vary_header

MOST_SECONDS = 30

_changes: ContextVar[list[datetime] | None] = ContextVar("changes", default=None)


def changes_at(*moments: datetime | None) -> None:
    """Note that what is being shown changes at these moments; None and those that are past count nothing."""
    noted = _changes.get()
    if noted is not None:
        now = timezone.now()
        noted += [moment for moment in moments if moment is not None and moment > now]


def keep_briefly(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Tell caches how long to keep each public answer that doesn't say so itself."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        noted: list[datetime] = []
        token = _changes.set(noted)
        try:
            response = get_response(request)
        finally:
            _changes.reset(token)
        if _is_for_everybody(request, response):
            seconds = _seconds_until(min(noted)) if noted else MOST_SECONDS
            response.headers["Cache-Control"] = f"public, max-age=0, s-maxage={seconds}"
        return response

    return middleware


def _is_for_everybody(request: HttpRequest, response: HttpResponseBase) -> bool:
    return (
        request.method in ("GET", "HEAD")
        and response.status_code == 200
        and "Cache-Control" not in response.headers
        and not response.cookies
        and not has_vary_header(response, "Cookie")
    )


def _seconds_until(moment: datetime) -> int:
    left = int((moment - timezone.now()).total_seconds())
    return max(0, min(MOST_SECONDS, left))
