"""The WSGI entry point, ``cms.wsgi:application``."""

import os

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
django.setup(set_prefix=False)


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
