"""Gives each request a name, under which all that it writes into the log is found again."""

import re
from collections.abc import Callable
from contextvars import ContextVar
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

# Empty where no request was answered, in the worker say.
request_id: ContextVar[str] = ContextVar("request_id", default="")
# What a proxy of ours has named it (deploy/nginx passes its $request_id on).
GIVEN = re.compile(r"[0-9A-Za-z-]{8,64}")


def name_request(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware. The name stands in no answer: a kept one would bring somebody else's.

    It stays until the thread's next request, for Django writes what was refused after all middleware.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id.set(given if GIVEN.fullmatch(given) else uuid4().hex)
        return get_response(request)

    return middleware
