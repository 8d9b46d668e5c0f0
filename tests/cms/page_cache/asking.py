"""Asks a WSGI application as a web server does."""

import io
from dataclasses import dataclass
from urllib.parse import urlsplit

from cms.page_cache.application import Application, PageCache
from cms.wsgi import Handler

ROOM = 4_000_000


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def state(self) -> str:
        """What the cache says of itself in development; empty where it kept out of the way."""
        return self.headers.get("X-Page-Cache", "")


class CountedHandler:
    """Django's own handler, and how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0
        self._handler = Handler()

    def __call__(self, environ, start_response):
        self.asked += 1
        return self._handler(environ, start_response)


def new_cache(most_bytes: int = ROOM) -> tuple[PageCache, CountedHandler]:
    """A cache without a page, and the handler behind it."""
    handler = CountedHandler()
    return PageCache(handler, most_bytes), handler


def ask(application: Application, address: str, method: str = "GET", **headers: str) -> Answer:
    """Ask for an address; ``headers`` are named as in a WSGI environment, without HTTP."""
    parts = urlsplit(address)
    environ = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": parts.path,
        "QUERY_STRING": parts.query,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "REMOTE_ADDR": "192.0.2.1",
        "HTTP_HOST": "testserver",
        **{f"HTTP_{name}": value for name, value in headers.items()},
    }
    told: list = []

    def start_response(status, given, exc_info=None):
        told[:] = [int(status.split()[0]), dict(given)]

    chunks = application(environ, start_response)
    try:
        body = b"".join(chunks)
    finally:
        if hasattr(chunks, "close"):
            chunks.close()
    return Answer(told[0], told[1], body)
