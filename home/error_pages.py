"""What visitors see when something is not there, not for them, or broken. No answer here may fail itself."""

import logging

from django.db import Error as DatabaseTrouble
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader

from cms.languages.missing import missing_translation_response

logger = logging.getLogger(__name__)
FAILED = "The database failed while an error page was made for %s."


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say in which languages the page exists, or that there is no such page."""
    try:
        return missing_translation_response(request) or render(request, "404.html", {"is_error_page": True}, status=404)
    except DatabaseTrouble:
        logger.exception(FAILED, request.path)
        return _without_database()


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that this page is for others."""
    try:
        return render(request, "403.html", {"is_error_page": True}, status=403)
    except DatabaseTrouble:
        logger.exception(FAILED, request.path)
        return _without_database()


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that it is our fault; needs neither database nor language."""
    return HttpResponseServerError(loader.get_template("500.html").render())


def _without_database() -> HttpResponse:
    return HttpResponse(loader.get_template("500.html").render(), status=503)
