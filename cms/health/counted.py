"""Counts every request and its seconds, kept pages included, around the whole application."""

import time
from collections.abc import Callable, Iterable

from prometheus_client import Counter, Histogram

METHODS = {"GET", "HEAD", "POST", "OPTIONS"}
REQUESTS = Counter("teilhabe_requests", "Answered requests", ["method", "status"])
SECONDS = Histogram(
    "teilhabe_request_seconds",
    "Seconds until the answer began",
    ["method"],
    buckets=(0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 3, 10),
)


class CountedRequests:
    """The WSGI application around ``application``."""

    def __init__(self, application: Callable) -> None:
        self.application = application

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        began = time.perf_counter()
        # What strangers send as a method makes no numbers of its own.
        method = environ["REQUEST_METHOD"] if environ["REQUEST_METHOD"] in METHODS else "other"

        def counted(status: str, headers: list[tuple[str, str]], exc_info=None) -> Callable:
            REQUESTS.labels(method, f"{status[:1]}xx").inc()
            SECONDS.labels(method).observe(time.perf_counter() - began)
            return start_response(status, headers, exc_info) if exc_info else start_response(status, headers)

        return self.application(environ, counted)
