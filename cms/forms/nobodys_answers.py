"""Answers that are nobody's to keep, and whose addresses, which may hold a secret, no other site is told."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponseBase]


def nobodys(*methods: str, secret: bool = True) -> Callable[[View], View]:
    """Make a view one of visitors' forms: only ``methods``, no CSRF cookie, kept by nobody.

    ``cms.forms.origin`` refuses what other sites post. Not ``secret`` is an address that anybody may know.
    """
    allowed = [*methods, "HEAD"] if "GET" in methods else list(methods)

    def decorate(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
            response = view(request, *args, **kwargs) if request.method in allowed else HttpResponseNotAllowed(allowed)
            if secret:
                response.headers["Referrer-Policy"] = "no-referrer"
            # Django would log the address of every error, and this one may hold a secret.
            response._has_been_logged = True
            return kept_by_nobody(response)

        return wrapped

    return decorate


def kept_by_nobody(response: HttpResponseBase) -> HttpResponseBase:
    """Let no cache and no search engine keep this answer."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
