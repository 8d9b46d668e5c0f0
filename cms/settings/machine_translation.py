"""Turns ``MACHINE_TRANSLATOR`` and its neighbours into wagtail-localize's setting; off unless somebody sets it."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

CLASSES = {
    "deepl": "cms.languages.translating.machine_translators.DeepL",
    "libretranslate": "cms.languages.translating.machine_translators.LibreTranslate",
}


def machine_translator(environment: Mapping[str, str]) -> dict | None:
    """Return the value of ``WAGTAILLOCALIZE_MACHINE_TRANSLATOR``, None where no machine is to translate.

    ``MACHINE_TRANSLATOR`` is deepl or libretranslate. DeepL needs ``MACHINE_TRANSLATOR_KEY``; LibreTranslate needs
    ``MACHINE_TRANSLATOR_URL`` and has a key only where its server asks for one.
    """
    name = environment.get("MACHINE_TRANSLATOR", "").strip().lower()
    key = environment.get("MACHINE_TRANSLATOR_KEY", "").strip()
    url = environment.get("MACHINE_TRANSLATOR_URL", "").strip().rstrip("/")
    if not name:
        return None
    if name not in CLASSES:
        raise ImproperlyConfigured("MACHINE_TRANSLATOR is unknown: write deepl or libretranslate, or leave it unset.")
    if name == "deepl" and not key:
        raise ImproperlyConfigured("The environment variable MACHINE_TRANSLATOR_KEY is missing: DeepL needs it.")
    if name == "libretranslate" and not url:
        raise ImproperlyConfigured(
            "The environment variable MACHINE_TRANSLATOR_URL is missing: LibreTranslate needs its server's address."
        )
    if url and not _is_web_address(url):
        raise ImproperlyConfigured(
            "MACHINE_TRANSLATOR_URL can't be understood: write https://HOST or http://HOST:PORT."
        )
    return {"CLASS": CLASSES[name], "OPTIONS": {"KEY": key, "URL": url}}


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
