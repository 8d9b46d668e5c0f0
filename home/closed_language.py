"""The answer below the prefix of a language that is not open: in that language where the site has words in it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from cms.frame.frame import site_frame
from cms.languages.core.public_languages import describe
from cms.languages.reading.reachable import ReachablePages, reachable_pages

ENGLISH = "en"


def closed_language_response(request: HttpRequest) -> HttpResponse | None:
    """Say that there is nothing in this language yet, and in which there is; None where the language is open."""
    code = translation.get_language_from_path(request.path_info)
    reachable = reachable_pages(request)
    # Whoever follows a link in a mail is answered in a closed language all the same.
    is_answered_in_german = translation.get_language() == settings.LANGUAGE_CODE
    if code is None or not is_answered_in_german or code in {language.code for language in reachable.languages}:
        return None
    # Read in German: names and menus of a language that is being prepared are not public.
    site_frame(request)
    context = {"is_error_page": True, "available": _available(reachable)}
    if not _has_words(code):
        with translation.override(ENGLISH):
            context["english"] = {"title": _title(), "text": _text()}
        return _answer(request, context)
    reachable.languages = [*reachable.languages, describe(code)]
    with translation.override(code):
        return _answer(request, context)


def _answer(request: HttpRequest, context: dict) -> HttpResponse:
    context |= {"title": _title(), "text": _text()}
    headers = {"Content-Language": translation.get_language()}
    return HttpResponse(render_to_string("closed_language.html", context, request), status=404, headers=headers)


def _title() -> str:
    return gettext("This website is not available in this language yet")


def _text() -> str:
    return gettext("You can read it in these languages")


def _has_words(code: str) -> bool:
    """Return whether the catalogue of a language has this page; an empty one falls back to German."""
    with translation.override(code):
        own = _title()
    return own != _title()


def _available(reachable: ReachablePages) -> list[dict]:
    return [
        {"code": one.code, "name": one.name, "dir": one.dir, "url": reachable.url(reachable.homes[one.code])}
        for one in reachable.languages
        if one.code in reachable.homes
    ]
