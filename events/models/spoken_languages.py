"""In which languages an event may be held, and interpreted."""

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext

# Those for which interpreters are ordered most; whoever ticks languages finds them first.
USUAL = ("de", "en", "ar", "uk", "ru", "tr", "fa", "kmr", "vi", "pl")


def spoken_languages() -> list[tuple[str, str]]:
    """Return each with its own name, for those who speak it."""
    return [(code, name) for code, name in settings.LANGUAGES if code != settings.SIMPLE_LANGUAGE]


def languages_for_staff() -> list[tuple[str, str]]:
    """Return each with its name in the language of whoever reads, the usual ones first and the rest by name."""
    names = {code: capfirst(gettext(get_language_info(code)["name"])) for code, _name in spoken_languages()}
    usual = [code for code in USUAL if code in names]
    others = sorted(names.keys() - set(usual), key=lambda code: names[code].casefold())
    return [(code, names[code]) for code in [*usual, *others]]
