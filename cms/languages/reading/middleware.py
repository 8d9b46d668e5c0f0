from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from ...ground.admin_prefix import is_of_the_admin
from .reachable import reachable_pages


class PublicLanguageMiddleware(LocaleMiddleware):
    """Serve a language prefix only while its language is open to visitors, and send "/" to one that is.

    Django alone would serve all prepared languages, and Wagtail the German tree below each of them.
    """

    def process_request(self, request: HttpRequest) -> None:
        code = translation.get_language_from_path(request.path_info)
        self._activate(request, code or settings.LANGUAGE_CODE)
        if getattr(request, "is_dummy", False):
            # An editor's preview, which no address leads to: it shows a language before it is open.
            return
        public = [language.code for language in reachable_pages(request).languages]
        if code is None:
            self._activate(request, preferred_language(request.headers.get("Accept-Language", ""), public))
        elif code not in public and not _is_in_somebodys_mail(request.path_info):
            self._activate(request, settings.LANGUAGE_CODE)
            raise Http404("This language is not open to visitors.")

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        match = request.resolver_match
        if response.status_code == 404 and match and is_of_the_admin(match):
            # Django would look for the same address below a language, where Wagtail's pages answer for everything.
            return response
        response = super().process_response(request, response)
        if response.status_code == 302 and "Cookie" in response.headers.get("Vary", ""):
            # Django's redirect to a language says so, but no cookie has a part in our choice.
            response.headers["Vary"] = "Accept-Language"
        return response

    def _activate(self, request: HttpRequest, code: str) -> None:
        translation.activate(code)
        request.LANGUAGE_CODE = code


def _is_in_somebodys_mail(path: str) -> bool:
    """Return whether people hold such an address already, who must not lose it when their language is closed."""
    return path.split("/", 2)[2].startswith(tuple(settings.REACHABLE_IN_CLOSED_LANGUAGES))


def preferred_language(accept_language: str, public: list[str]) -> str:
    """Return the first language of an Accept-Language header that is open to visitors, else the source language."""
    for wanted, quality in parse_accept_lang_header(accept_language):
        if not quality:
            continue
        if wanted in public:
            return wanted
        base = wanted.split("-")[0]
        if base in public:
            return base
    return settings.LANGUAGE_CODE if settings.LANGUAGE_CODE in public or not public else public[0]
