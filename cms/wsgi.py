"""The WSGI entry point, ``cms.wsgi:application``."""

import os
import sys

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

from cms.health.counted import CountedRequests
from cms.page_cache.application import PageCache

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
try:
    django.setup(set_prefix=False)
except ImproperlyConfigured as error:
    # gunicorn would print a traceback; what the operator has to mend is one sentence.
    sys.exit(str(error))
# Its models need what was set up just now.
from cms.erasures.brought_back import refusal_to_serve

if refusal := refusal_to_serve():
    sys.exit(refusal)
# The thread that holds a seat book comes back from each answer of the database and must not wait for the interpreter
# behind threads that render pages: Python's five milliseconds, ten times a sign-up, are most of the time of the lock.
sys.setswitchinterval(0.0005)


class Utf8Request(WSGIRequest):
    """Reads addresses and forms as UTF-8, whatever charset the Content-Type names.

    Django would take that charset for the address too, and fail with what is none, such as "hex".
    """

    @property
    def encoding(self) -> str | None:
        return self._encoding

    @encoding.setter
    def encoding(self, value: str | None) -> None:
        pass


class Handler(WSGIHandler):
    request_class = Utf8Request


application = Handler()
if settings.PAGE_CACHE:
    application = PageCache(application, settings.PAGE_CACHE_BYTES)
if settings.METRICS_TOKEN:
    application = CountedRequests(application)
