"""What all pages of the reset share: all that those of the login do, and that their secret addresses go nowhere."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from cms.login.pages import for_staff

View = Callable[..., HttpResponseBase]


def for_resets(*methods: str) -> Callable[[View], View]:
    """Make a view one of these pages: only ``methods``; cms.forms.public_form refuses what other sites post."""
    allowed = [*methods, "HEAD"]

    def decorate(view: View) -> View:
        @csrf_exempt
        @for_staff
        @wraps(view)
        def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
            response = view(request, *args, **kwargs) if request.method in allowed else HttpResponseNotAllowed(allowed)
            response.headers["Referrer-Policy"] = "no-referrer"
            # Django would log the address of every error, and this one may hold a secret.
            response._has_been_logged = True
            return response

        return wrapped

    return decorate
