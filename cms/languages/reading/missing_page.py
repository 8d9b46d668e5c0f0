"""The helpful answer to an address whose content is missing in its language: what it is and where to read it."""

import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from wagtail.models import Page

from .notices import own_notice
from .reachable import ReachablePages, reachable_pages

PAGE_PATH = re.compile(r"(?:[\w-]+/)*")


def missing_translation_response(request: HttpRequest) -> HttpResponse | None:
    """Return the 404 that names the languages in which this address exists, or None when it exists in none.

    Pages that visitors can't read, drafts and restricted ones, are never named.
    """
    code = translation.get_language_from_path(request.path_info)
    reachable = reachable_pages(request)
    if code is None or code not in {language.code for language in reachable.languages}:
        return None
    path = request.path_info.removeprefix(f"/{code}/")
    if not PAGE_PATH.fullmatch(path):
        return None
    found = reachable.at_path(path)
    if not found or code in found:
        return None
    return answer_for_missing(request, found)


def answer_for_missing(request: HttpRequest, found: dict[str, Page]) -> HttpResponse:
    """Return the 404 that names the languages of ``found``, pages that visitors reach, by language."""
    reachable = reachable_pages(request)
    reachable.found_here = found
    return render(request, "missing_translation.html", _context(reachable, found), status=404)


def refuse_other_language(page: Page, request: HttpRequest, serve_args, serve_kwargs) -> HttpResponse | None:
    """Answer 404 where Wagtail is about to serve a page under the address of another language.

    It falls back to the German tree when the home page of the address's language is missing or a draft.
    """
    code = translation.get_language_from_path(request.path_info)
    if code == page.locale.language_code:
        return None
    response = missing_translation_response(request)
    if response is None:
        raise Http404("This page is written in another language than its address says.")
    return response


def _context(reachable: ReachablePages, found: dict[str, Page]) -> dict:
    languages = [
        {
            "code": language.code,
            "name": language.name,
            "dir": language.dir,
            "title": found[language.code].title,
            "url": reachable.url(found[language.code]),
        }
        for language in reachable.languages
        if language.code in found
    ]
    source = next((language for language in languages if language["code"] == settings.LANGUAGE_CODE), languages[0])
    page = found[source["code"]].specific
    return {
        "is_error_page": True,
        "missing": source,
        "notice": own_notice(reachable.code, "missing_notice"),
        "available": languages,
        "facts": page.facts() if hasattr(page, "facts") else None,
    }
