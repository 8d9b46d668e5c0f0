"""Finds the facts in a text that must be the same in every language: dates, times, numbers, phones, mails, links."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from django.utils import dates, translation

from cms.texts.patterns import EMAIL

MAIL_ADDRESS = re.compile(EMAIL)
LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"')]+", re.IGNORECASE)
PHONE = re.compile(r"(?<![\w/.])(?:\+|00|0)\d[\d\s()/–-]{5,}\d")
NUMERIC_DATE = re.compile(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}))?(?!\d)")
ISO_DATE = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
TWELVE_HOURS = re.compile(r"(?<!\d)(\d{1,2})(?:[.:](\d{2}))?\s*([ap])\.?\s?m\b\.?", re.IGNORECASE)
CLOCK = re.compile(r"(?<![\d.])([01]?\d|2[0-3]):([0-5]\d)(?!\d)|(?<![\d.])([01]?\d|2[0-3])\.([0-5]\d)(?=\s*Uhr)")
FULL_HOUR = re.compile(r"(?<![\d.:])([01]?\d|2[0-3])\s*(?=Uhr|o.clock)", re.IGNORECASE)
NUMBER = re.compile(r"(?<![\w])\d+(?:[.,'\u00a0\u202f\u066b\u066c]\d+)*(?!\w)")
THOUSANDS = re.compile(r"\d{1,3}(?:[.,'\u00a0\u202f\u066c]\d{3})+")
# Small numbers are often written as words in one language and not in the other.
SMALLEST_NUMBER = 10


@dataclass(frozen=True)
class Fact:
    """``value`` is the same in all languages; ``text`` is how it stands in the text."""

    kind: str
    value: str
    text: str = ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Fact) and (self.kind, self.value) == (other.kind, other.value)

    def __hash__(self) -> int:
        return hash((self.kind, self.value))

    def __str__(self) -> str:
        return self.text or self.value


def facts_in(text: str, language: str) -> Counter[Fact]:
    """Return the facts of a text in a language, each as often as it stands there."""
    left = _western_digits(text)
    found: Counter[Fact] = Counter()

    def take(kind: str, pattern: re.Pattern, value) -> None:
        nonlocal left
        for match in pattern.finditer(left):
            if worth := value(match):
                found[Fact(kind, worth, match.group().strip())] += 1
                left = left[: match.start()] + " " * len(match.group()) + left[match.end() :]

    take("mail", MAIL_ADDRESS, lambda match: match.group().lower().rstrip("."))
    take("link", LINK, lambda match: match.group().lower().rstrip(".,;:/"))
    for pattern in _written_dates(language):
        take("date", pattern, lambda match: _written_date(match, language))
    take("date", ISO_DATE, lambda match: _date(match[3], match[2], match[1]))
    take("date", NUMERIC_DATE, lambda match: _date(match[1], match[2], match[3]))
    take("phone", PHONE, lambda match: re.sub(r"\D", "", match.group().replace("+", "00")))
    take("time", TWELVE_HOURS, _twelve_hours)
    take("time", CLOCK, lambda match: f"{int(match[1] or match[3]):02}:{match[2] or match[4]}")
    take("time", FULL_HOUR, lambda match: f"{int(match[1]):02}:00")
    take("number", NUMBER, _number)
    return found


def _western_digits(text: str) -> str:
    return "".join(str(unicodedata.digit(one)) if one.isdigit() and not one.isascii() else one for one in text)


def _date(day: str, month: str, year: str | None) -> str:
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        return ""
    return f"{year or ''}-{int(month):02}-{int(day):02}"


@lru_cache
def _month_names(language: str) -> dict[str, int]:
    """Return the months as they are written in a language, in all forms that Django knows."""
    names: dict[str, int] = {}
    # Simple German has the months of German.
    with translation.override(language.removesuffix("-simple")):
        for forms in (dates.MONTHS, dates.MONTHS_ALT, dates.MONTHS_AP):
            for number, name in forms.items():
                if not str(name).strip(".").isdigit():
                    names.setdefault(str(name).lower().strip("."), number)
    return names


@lru_cache
def _written_dates(language: str) -> tuple[re.Pattern, ...]:
    names = "|".join(sorted(map(re.escape, _month_names(language)), key=len, reverse=True))
    year = r"(?:,?\s*(?:de\s+|del\s+)?(?P<year>\d{4}))?(?!\d)"
    ordinal = r"(?:\.|st|nd|rd|th|er|º|ª|-?[а-яіїє]{1,3})?"
    day = rf"(?<!\d)(?P<day>\d{{1,2}}){ordinal}(?!\d)"
    # Not "\b": in some scripts a word ends with a sign that Python counts as no letter.
    month = rf"(?<!\w)(?P<month>{names})(?!\w)\.?"
    return (
        re.compile(rf"{day}\s*(?:de\s+|of\s+)?{month}{year}", re.IGNORECASE),
        re.compile(rf"{month}\s+{day}{year}", re.IGNORECASE),
    )


def _written_date(match: re.Match, language: str) -> str:
    return _date(match["day"], str(_month_names(language)[match["month"].lower()]), match["year"])


def _twelve_hours(match: re.Match) -> str:
    hour = int(match[1])
    if not 1 <= hour <= 12:
        return ""
    return f"{hour % 12 + (12 if match[3].lower() == 'p' else 0):02}:{match[2] or '00'}"


def _number(match: re.Match) -> str:
    text = match.group()
    if THOUSANDS.fullmatch(text):
        return re.sub(r"\D", "", text)
    value = re.sub(r"[,'\u00a0\u202f\u066b]", ".", text)
    return value if "." in value or int(value) >= SMALLEST_NUMBER else ""
