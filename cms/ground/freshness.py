"""How long an answer that is the same for everybody may be kept, and what it was made from.

Browsers ask each time, so that an editor who has just published something sees it; a cache between us and the readers
keeps it for a second. Nobody keeps it beyond the moment at which the page changes by itself: a draft is released, a
sign-up opens. Whoever decides by the time what a page shows notes that moment with ``changes_at``; whoever shows
something that has a number of its own, such as the seats of an event, notes it with ``shows``.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import has_vary_header

MOST_SECONDS = 1
# Where the request's environment says how the answer may be kept: ``cms.page_cache`` stands outside of Django.
KEPT = "teilhabe.kept"


@dataclass
class Kept:
    """What an answer was made from: it holds ``until`` a moment, and as long as these numbers are what they were.

    ``at_once`` are those of which a change is shown to the next reader; lists show it within a second. ``query`` is the
    part of a list that is shown, as its address names it.
    """

    until: datetime | None = None
    numbers: dict[tuple[str, int], int] = field(default_factory=dict)
    at_once: set[tuple[str, int]] = field(default_factory=set)
    query: str = ""
    # A moment that passes while the answer is being made ends it: what was decided by it may be from before.
    since: datetime = field(default_factory=timezone.now)

    def is_over(self, now: datetime) -> bool:
        """Return whether the moment has come at which what was made changes by itself, or the clock was put back."""
        return now < self.since or (self.until is not None and now >= self.until)


_noted: ContextVar[Kept | None] = ContextVar("noted", default=None)


def changes_at(*moments: datetime | None) -> None:
    """Note that what is being shown changes at these moments; None and those that are past count nothing."""
    noted = _noted.get()
    if noted is None:
        return
    coming = [moment for moment in (*moments, noted.until) if moment is not None and moment > noted.since]
    noted.until = min(coming, default=None)


def shows(kind: str, key: int, number: int, *, at_once: bool) -> None:
    """Note that something is shown whose number, read before it was read itself, was this."""
    noted = _noted.get()
    if noted is not None:
        known = noted.numbers.get((kind, key), number)
        noted.numbers[kind, key] = min(known, number)
        if at_once:
            noted.at_once.add((kind, key))


def shows_part(query: str) -> None:
    """Note which part of a list is shown."""
    noted = _noted.get()
    if noted is not None:
        noted.query = query


@contextmanager
def noting() -> Iterator[Kept]:
    """Collect what is noted inside of what is being made; outside it counts as well."""
    inner = Kept()
    token = _noted.set(inner)
    try:
        yield inner
    finally:
        _noted.reset(token)
    note_again(inner)


def note_again(kept: Kept) -> None:
    """Note for what is being made all that was noted for a part of it."""
    changes_at(kept.until)
    for kind, key in kept.numbers:
        shows(kind, key, kept.numbers[kind, key], at_once=(kind, key) in kept.at_once)
    if kept.query:
        shows_part(kept.query)


def keep_briefly(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Tell caches how long to keep each public answer that doesn't say so itself."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        kept = Kept()
        token = _noted.set(kept)
        try:
            response = get_response(request)
        finally:
            _noted.reset(token)
        if _is_for_everybody(request, response):
            response.headers["Cache-Control"] = cache_control(kept.until)
            match = request.resolver_match
            if match is not None and match.view_name in settings.PAGE_CACHE_VIEWS:
                request.META[KEPT] = kept
        return response

    return middleware


def cache_control(until: datetime | None) -> str:
    """Return what caches are told of an answer that changes by itself at this moment."""
    left = int((until - timezone.now()).total_seconds()) if until else MOST_SECONDS
    return f"public, max-age=0, s-maxage={max(0, min(MOST_SECONDS, left))}"


def _is_for_everybody(request: HttpRequest, response: HttpResponseBase) -> bool:
    return (
        request.method in ("GET", "HEAD")
        and response.status_code == 200
        and "Cache-Control" not in response.headers
        and not response.cookies
        and not has_vary_header(response, "Cookie")
    )
