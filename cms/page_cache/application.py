"""Answers from kept pages, around Django's handler: a page that nobody has changed costs one look at the numbers.

Kept is only what ``cms.ground.freshness`` marks: a 200 of a public view, the same for everybody. Before each answer the
numbers are read as they are committed (``cms.generation``), so the first reader after a commit gets the new page. A
request with a session goes past it. While the database doesn't answer, what is kept is served for a while, and says so.
"""

import time
from collections.abc import Callable, Iterable
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.utils import timezone

from cms.generation.reading import NumbersUnreadable, read_numbers
from cms.generation.sharing import PUBLISHED
from cms.ground.freshness import KEPT, Kept

from .kept_page import Header, KeptPage, keep
from .store import Key, Store

Application = Callable[[dict, Callable], Iterable[bytes]]
SECONDS_OF_LISTS = 1.0
SECONDS_WITHOUT_DATABASE = 600
MESSAGES_COOKIE = "messages"
STATE = "X-Page-Cache"
LONGEST_QUERY = 200
# Whether the site lives is asked without asking the database first.
NEVER_KEPT = "/health/"


class PageCache:
    """The WSGI application that stands before ``application``."""

    def __init__(self, application: Application, most_bytes: int) -> None:
        self.application = application
        self.store = Store(most_bytes)

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if not _may_be_kept(environ):
            return self.application(environ, start_response)
        key, is_plain = _key(environ)
        known = self.store.get(key)
        try:
            if known is not None and self._is_fresh(known):
                return _send(known, environ, start_response, "hit")
        except NumbersUnreadable:
            if known is not None and time.time() - known.made_at.timestamp() < SECONDS_WITHOUT_DATABASE:
                return _send(known, environ, start_response, "stale", [("Warning", '111 - "Revalidation Failed"')])
            return self.application(environ, start_response)
        if not is_plain or environ["REQUEST_METHOD"] != "GET":
            # What strangers add to an address fills nothing; and nothing is done that was not asked for.
            return self.application(environ, start_response)
        with self.store.flight(key):
            return self._after_the_flight(key, environ, start_response)

    def _after_the_flight(self, key: Key, environ: dict, start_response: Callable) -> Iterable[bytes]:
        try:
            known = self.store.get(key)
            if known is not None and self._is_fresh(known):
                return _send(known, environ, start_response, "hit")
            published, _numbers = read_numbers()
            environ[PUBLISHED] = published
        except NumbersUnreadable:
            return self.application(environ, start_response)
        return self._make(key, environ, start_response, published)

    def _is_fresh(self, page: KeptPage) -> bool:
        if page.kept.is_over(timezone.now()):
            return False
        # Only lists may show seats as they were a second ago.
        is_due = page.kept.numbers and (page.kept.at_once or time.monotonic() - page.checked_at >= SECONDS_OF_LISTS)
        asked = page.kept.numbers if is_due else {}
        now = time.monotonic()
        published, numbers = read_numbers(asked)
        if published != page.published or any(numbers.get(one) != number for one, number in asked.items()):
            return False
        if is_due:
            page.checked_at = now
        return True

    def _make(self, key: Key, environ: dict, start_response: Callable, published: int) -> Iterable[bytes]:
        answered: list = []

        def note(status: str, headers: list[Header], exc_info=None) -> Callable:
            answered[:] = [status, headers]
            return _write_nothing

        now = time.monotonic()
        body = self.application(environ, note)
        status, headers = answered
        kept: Kept | None = environ.get(KEPT)
        if kept is None or kept.query != key[-1]:
            self.store.note_not_kept(key)
            start_response(status, headers)
            return body
        try:
            whole = b"".join(body)
        finally:
            if hasattr(body, "close"):
                body.close()
        page = keep(headers, whole, published, kept)
        page.checked_at = now
        self.store.put(key, page)
        return _send(page, environ, start_response, "miss")


def _may_be_kept(environ: dict) -> bool:
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in environ:
        return False
    if environ.get("PATH_INFO", "").startswith(NEVER_KEPT):
        return False
    cookies = environ.get("HTTP_COOKIE", "")
    if not cookies:
        return True
    names = {part.partition("=")[0].strip() for part in cookies.split(";")}
    return names.isdisjoint((settings.SESSION_COOKIE_NAME, MESSAGES_COOKIE))


def _key(environ: dict) -> tuple[Key, bool]:
    """Return the key of what is asked for, and whether the address says nothing beside it."""
    query = environ.get("QUERY_STRING", "")
    known = ""
    if query:
        pairs = dict(parse_qsl(query[:LONGEST_QUERY], keep_blank_values=True))
        chosen = [(name, pairs[name]) for name in settings.PAGE_CACHE_PARAMETERS if name in pairs]
        known = f"?{urlencode(chosen)}" if chosen else ""
    key = (
        environ.get("wsgi.url_scheme", ""),
        "https" if environ.get("HTTP_X_FORWARDED_PROTO") == "https" else "",
        environ.get("HTTP_HOST", ""),
        environ.get("SCRIPT_NAME", ""),
        environ.get("PATH_INFO", ""),
        known,
    )
    return key, known == (f"?{query}" if query else "")


def _send(
    page: KeptPage, environ: dict, start_response: Callable, state: str, more: Iterable[Header] = ()
) -> list[bytes]:
    shown = [(STATE, state)] if settings.PAGE_CACHE_SHOWS_STATE or state == "stale" else []
    status, headers, body = page.answer(environ, [*shown, *more])
    start_response(status, headers)
    return [body]


def _write_nothing(data: bytes) -> None:
    raise NotImplementedError("Django's handler answers with an iterable.")
