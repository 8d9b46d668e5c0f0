"""The yardsticks of ``make bench-pages``: a greeting, and a page from one query and one template.

Nothing else of Django is in it.

gunicorn bench.bare:application, with DATABASE_URL
"""

import os

import django
from django.conf import settings

from cms.settings.database import database_from_url

PARAGRAPHS = 300
PAGE = (
    "<!DOCTYPE html><html lang='en'><head><title>{{ title }}</title></head><body><h1>{{ title }}</h1>"
    "{% for number in numbers %}<p>{{ number }}: {{ title }}, and some words that make a paragraph.</p>{% endfor %}"
    "</body></html>"
)

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="for-this-measurement-only",
    DATABASES={"default": database_from_url(os.environ["DATABASE_URL"])},
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [
                    (
                        "django.template.loaders.cached.Loader",
                        [("django.template.loaders.locmem.Loader", {"page": PAGE})],
                    )
                ]
            },
        }
    ],
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402 - Django has to be configured first
from django.db import connection  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402

NUMBERS = list(range(PARAGRAPHS))


def hello(request: HttpRequest) -> HttpResponse:
    """The least that Django answers."""
    return _with_length(HttpResponse("hello"))


def page(request: HttpRequest) -> HttpResponse:
    """A page of about the size of ours, whose title comes from the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT title FROM wagtailcore_page ORDER BY id DESC LIMIT 1")
        (title,) = cursor.fetchone()
    return _with_length(render(request, "page", {"title": title, "numbers": NUMBERS}))


def _with_length(response: HttpResponse) -> HttpResponse:
    # Otherwise the answer goes out in chunks.
    response.headers["Content-Length"] = str(len(response.content))
    return response


urlpatterns = [path("hello", hello), path("page", page)]
application = get_wsgi_application()
