"""Which languages visitors may read, each named in itself."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation

from ...ground.compiled_queries import Prepared
from ..models import LanguageProfile

PROFILES = Prepared(
    lambda: LanguageProfile.objects.filter(is_public=True, live=True).values_list("locale__language_code", "locale_id")
)


@dataclass(frozen=True)
class PublicLanguage:
    code: str
    name: str
    dir: str
    locale_id: int


def describe(code: str, locale_id: int = 0) -> PublicLanguage:
    """Return the language with its own name and its writing direction."""
    info = translation.get_language_info(code)
    name = dict(settings.LANGUAGES).get(code) or info["name_local"]
    return PublicLanguage(code, name, "rtl" if info["bidi"] else "ltr", locale_id)


def public_languages() -> list[PublicLanguage]:
    """Return the languages that are open to visitors, in the order of the switcher. One query."""
    known = dict(settings.LANGUAGES)
    return [describe(code, locale_id) for code, locale_id in PROFILES.rows() if code in known]
