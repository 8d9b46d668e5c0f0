"""What all answers to members share: nobody keeps them, and their addresses, which may hold a secret, go nowhere."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]


def for_members(*methods: str) -> Callable[[View], View]:
    """Make a view one of the members' pages: only ``methods``; cms.forms.public_form refuses what other sites post."""
    allowed = [*methods, "HEAD"] if "GET" in methods else list(methods)

    def decorate(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if request.method in allowed:
                response = view(request, *args, **kwargs)
            else:
                response = HttpResponseNotAllowed(allowed)
            response["Cache-Control"] = "private, no-store"
            response["X-Robots-Tag"] = "noindex"
            response["Referrer-Policy"] = "no-referrer"
            # Django would log the address of every error, and this one may hold a secret.
            response._has_been_logged = True
            return response

        return wrapped

    return decorate


def see_other(path: str) -> HttpResponse:
    """Lead to ``path`` by GET."""
    return HttpResponseRedirect(path, status=303)
