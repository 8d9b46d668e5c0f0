"""The languages that a city can switch on without a deploy.

``de`` is the source of every text. Codes are BCP 47; ``de-simple`` is "Einfache Sprache" (registered variant "simple").
"""

from django.conf import locale


def gettext_noop(text: str) -> str:
    """Mark a text for the catalogues; translating needs settings, which aren't there yet."""
    return text


SOURCE_LANGUAGE = "de"
SIMPLE_LANGUAGE = "de-simple"
PUBLIC_FROM_THE_START = ["de", "en", "de-simple"]

LANGUAGES = [
    ("de", "Deutsch"),
    ("en", "English"),
    ("de-simple", "Einfache Sprache"),
    ("am", "አማርኛ"),
    ("ar", "العربية"),
    ("bg", "Български"),
    ("ckb", "سۆرانی"),
    ("cs", "Čeština"),
    ("el", "Ελληνικά"),
    ("es", "Español"),
    ("fa", "فارسی"),
    ("fr", "Français"),
    ("hi", "हिन्दी"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("hy", "Հայերեն"),
    ("it", "Italiano"),
    ("ka", "ქართული"),
    ("kmr", "Kurmancî"),
    ("pl", "Polski"),
    ("prs", "دری"),
    ("ps", "پښتو"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("so", "Soomaali"),
    ("sq", "Shqip"),
    ("sr", "Српски"),
    ("ti", "ትግርኛ"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("zh-hans", "简体中文"),
]

UNKNOWN_TO_DJANGO = {
    "am": (gettext_noop("Amharic"), "አማርኛ", False),
    "de-simple": (gettext_noop("Simple German"), "Einfache Sprache", False),
    "kmr": (gettext_noop("Kurmanji Kurdish"), "Kurmancî", False),
    "prs": (gettext_noop("Dari"), "دری", True),
    "ps": (gettext_noop("Pashto"), "پښتو", True),
    "so": (gettext_noop("Somali"), "Soomaali", False),
    "ti": (gettext_noop("Tigrinya"), "ትግርኛ", False),
}


def register_languages() -> None:
    """Teach Django the names and writing directions of languages that it doesn't know."""
    for code, (name, name_local, bidi) in UNKNOWN_TO_DJANGO.items():
        locale.LANG_INFO[code] = {"code": code, "name": name, "name_local": name_local, "bidi": bidi}
