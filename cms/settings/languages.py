"""The languages that a city can switch on without a deploy.

``de`` is the source of every text. Codes are BCP 47; ``de-simple`` is "Einfache Sprache" (registered variant "simple").
"""

from django.conf import locale

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
    "am": ("Amharic", "አማርኛ", False),
    "de-simple": ("Simple German", "Einfache Sprache", False),
    "kmr": ("Kurmanji Kurdish", "Kurmancî", False),
    "prs": ("Dari", "دری", True),
    "ps": ("Pashto", "پښتو", True),
    "so": ("Somali", "Soomaali", False),
    "ti": ("Tigrinya", "ትግርኛ", False),
}


def register_languages() -> None:
    """Teach Django the names and writing directions of languages that it doesn't know."""
    for code, (name, name_local, bidi) in UNKNOWN_TO_DJANGO.items():
        locale.LANG_INFO[code] = {"code": code, "name": name, "name_local": name_local, "bidi": bidi}
