"""What visitors see when something is not there, not for them, or broken. No answer here may fail itself."""

import logging
import sys

from django.conf import settings
from django.db import Error as DatabaseTrouble
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django.utils import translation
from django.utils.http import escape_leading_slashes

from cms.languages.reading.missing_page import missing_translation_response
from cms.old_addresses.leading_on import lead_on

from .being_built import being_built, has_no_home
from .closed_language import closed_language_response
from .kept_answers import kept_answers

logger = logging.getLogger(__name__)
RETRY_SECONDS = "60"
# Wagtail's name for the address of a page
PAGE = "wagtail_serve"
# The server is gone, is starting, is out of space or has ended the connection. Django logs it like any other error.
UNREACHABLE = (OperationalError, InterfaceError)
FAILED = "The database failed while an error page was made for %s."


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Lead on from an old address, say in which languages the page exists, or that there is no such page."""
    try:
        if _asks_for_a_page(request) and has_no_home(request):
            return being_built(request)
        helpful = lead_on(request) or missing_translation_response(request) or closed_language_response(request)
        return helpful or render(request, "404.html", {"is_error_page": True}, status=404)
    except DatabaseTrouble:
        logger.exception(FAILED, request.path)
        return _without_database(request)


def _asks_for_a_page(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.url_name == PAGE


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that this page is for others."""
    try:
        return render(request, "403.html", {"is_error_page": True}, status=403)
    except DatabaseTrouble:
        logger.exception(FAILED, request.path)
        return _without_database(request)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that it is our fault, or, when the database can't be reached, that it passes; needs no database."""
    if isinstance(sys.exc_info()[1], UNREACHABLE):
        return _without_database(request)
    return HttpResponseServerError(loader.get_template("500.html").render())


def _without_database(request: HttpRequest) -> HttpResponse:
    code = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
    direction = "rtl" if translation.get_language_info(code)["bidi"] else "ltr"
    with translation.override(code):
        context = {
            "code": code,
            "dir": direction,
            "path": escape_leading_slashes(request.path),
            "answers": kept_answers(request),
        }
        text = loader.get_template("503.html").render(context)
    # The page may stand at a secret address.
    headers = {"Retry-After": RETRY_SECONDS, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return HttpResponse(text, status=503, headers=headers)
