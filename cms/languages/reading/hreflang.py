"""Where the same content stands in the other languages."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from wagtail.models import Page

from ...ground.addresses import absolute_url
from .reachable import ReachablePages, reachable_pages

WAGTAIL_VIEW = "wagtail_serve"


def language_links(request: HttpRequest, page: Page | None = None, is_error: bool = False) -> list[dict]:
    """Return each language with the address of the same content, or None where the content is missing.

    ``outdated_since`` tells that it is older than the German page, ``is_stand_in`` that the text is missing there, but
    not what holds in every language. On an error page each leads to its home page.
    """
    reachable = reachable_pages(request)
    page = page if page is not None else reachable.stands_in_for
    urls = _urls(reachable, request, page, is_error)
    stand_ins = _stand_ins(reachable, page, urls)
    outdated = reachable.outdated(page.translation_key) if page is not None else {}
    return [
        {
            "code": language.code,
            "name": language.name,
            "dir": language.dir,
            "url": urls.get(language.code) or stand_ins.get(language.code),
            "is_stand_in": language.code in stand_ins,
            "current": language.code == reachable.code,
            "outdated_since": outdated.get(language.code),
        }
        for language in reachable.languages
    ]


def alternates(request: HttpRequest, page: Page | None = None, part: str = "") -> list[dict]:
    """Return the absolute address of a page in each language that has it; x-default is the German one.

    ``part`` is the query of a part of a list: what stands there may stand elsewhere in another language.
    """
    if page is None or part:
        return []
    urls = [
        (link["code"], link["url"]) for link in language_links(request, page) if link["url"] and not link["is_stand_in"]
    ]
    links = [{"hreflang": code, "url": absolute_url(url)} for code, url in urls]
    links += [
        {"hreflang": "x-default", "url": absolute_url(url)} for code, url in urls if code == settings.LANGUAGE_CODE
    ]
    return links


def canonical_url(request: HttpRequest, page: Page | None = None, part: str = "") -> str | None:
    """Return the one absolute address of a page, or of a part of its list; other addresses have none: secrets."""
    url = page.get_url(request) if page is not None else None
    return absolute_url(url + part) if url else None


def _stand_ins(reachable: ReachablePages, page: Page | None, urls: dict[str, str]) -> dict[str, str]:
    address = getattr(page, "stand_in_address", None)
    if address is None or settings.LANGUAGE_CODE not in urls:
        return {}
    missing = [language.code for language in reachable.languages if language.code not in urls]
    return {code: url for code in missing if (url := address(code))}


def _urls(reachable: ReachablePages, request: HttpRequest, page: Page | None, is_error: bool) -> dict[str, str]:
    here = reachable.translations(page.translation_key) if page is not None else reachable.found_here
    if here is not None:
        return {code: reachable.url(twin) for code, twin in here.items()}
    match = getattr(request, "resolver_match", None)
    if is_error or match is None or match.url_name == WAGTAIL_VIEW:
        return {code: reachable.url(home) for code, home in reachable.homes.items()}
    address = request.get_full_path()
    return {language.code: translate_url(address, language.code) for language in reachable.languages}
