"""Settings of a site with a view and a job that fail, with what is private in all places where it can stand."""

import logging

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from cms.settings.dev import *  # noqa: F403 - the site as it is, and two things more

ROOT_URLCONF = "tests.cms.logs.failing_site"
WORKER_JOBS = ["tests.cms.logs.failing_site.failing_job"]
CANARIES = {
    "name": "Wilhelmine Zwirnbein",
    "mail": "wilhelmine@zwirnbein.example",
    "token": "WyJhIiwicGVyc29uYWwiLDFd:1abcde:s3cr3tS1gnatureOfALinkThatOpensAll",
    "cookie": "cookie-4711",
    "query": "query-4711",
    "browser": "browser-4711",
    "extra": "extra-4711",
}


@csrf_exempt
def failing_view(request: HttpRequest, token: str) -> None:
    """Fail over what somebody typed, because of another failure."""
    name = request.POST["name"]
    try:
        {}[name]
    except KeyError as error:
        said = f"{name} <{request.POST['mail']}> {token} {request.COOKIES} {request.GET}"
        logging.getLogger("events").error(said, extra={"told": CANARIES["extra"], "person": name})
        raise ValueError(said) from error


def failing_job(now) -> int:
    """Fail as a job of the worker that has read somebody's row."""
    person = CANARIES["name"]
    raise RuntimeError(f"{person} <{CANARIES['mail']}> at {now}")


def urls() -> list:
    """Return the site's addresses and one more."""
    from cms import urls as site_urls

    globals().update(handler404=site_urls.handler404, handler500=site_urls.handler500)
    return [
        *i18n_patterns(path("failing/<str:token>/", failing_view, name="a_failing_view")),
        *site_urls.urlpatterns,
    ]


def __getattr__(name: str) -> list:
    # Read once the apps are there; this module is read before, for its settings.
    if name == "urlpatterns":
        return urls()
    raise AttributeError(name)
