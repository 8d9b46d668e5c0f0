"""How often one network may post behind secret links: nobody guesses such a link, but each post asks for the lock."""

from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext

from cms.forms.nobodys_answers import View
from cms.throttle import seconds_to_wait, too_many, too_often

from ..answers import message, step


def seconds_to_wait_behind_links(request: HttpRequest) -> int:
    """Count a post, of whatever link; return 0, or in how many seconds to try again."""
    if request.method != "POST":
        return 0
    return seconds_to_wait("secret_link", request, settings.SECRET_POSTS_PER_NETWORK_AND_HOUR)


def asked_to_wait(request: HttpRequest, wait: int) -> HttpResponse:
    """Answer one post too many; the link leads back to the button."""
    steps = [step(gettext("Open the page again"), request.path)]
    return too_many(message(request, gettext("Please try again"), too_often(wait), steps), wait)


def limited(view: View) -> View:
    """Make a page with one button one of those that are counted."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        wait = seconds_to_wait_behind_links(request)
        return asked_to_wait(request, wait) if wait else view(request, *args, **kwargs)

    return wrapped
