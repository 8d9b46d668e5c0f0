"""Words that readers must decipher: abbreviations, the language of offices, numbers as words."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from .hint import Hint, Kind, Severity

# "Dr." and "Nr." are read by everybody, units and times too.
ABBREVIATION = re.compile(
    r"(?<!\w)(?:z\.\s?B|d\.\s?h|u\.\s?a|u\.\s?ä|o\.\s?ä|i\.\s?d\.\s?R|i\.\s?S\.\s?d|i\.\s?V\.\s?m|o\.\s?g|s\.\s?o|s\.\s?u|"
    r"u\.\s?U|v\.\s?a|z\.\s?T|z\.\s?Zt|usw|usf|etc|bzw|bspw|ggf|evtl|inkl|einschl|zzgl|gem|lt|Abs|Art|betr|bzgl|"
    r"ca|sog|vgl|insb|max|mind|Mio|Mrd|Tel|lfd|vorauss|rd)\.",
    re.IGNORECASE,
)
INITIALS = re.compile(r"(?<![\w-])[A-ZÄÖÜ]{2,}[a-z]?[A-ZÄÖÜ]*(?![\w-])")
# Better known than what they stand for, and numerals of centuries and parts
WELL_KNOWN = {"PDF", "EU", "SMS", "ICE", "LED", "TV", "USB", "WC", "II", "III", "IV", "VI", "VII", "VIII", "IX", "XI"}
NUMBER_WORD = re.compile(
    r"\b(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|"
    r"(?:drei|vier|fünf|sech|sieb|acht|neun)zehn|zwanzig|dreißig|(?:vier|fünf|sech|sieb|acht|neun)zig|"
    r"(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun)?hundert|(?:zwei|drei|vier|fünf|zehn)?tausend)\b",
    re.IGNORECASE,
)
ALTERNATIVES: dict[str, str] = tomllib.loads((Path(__file__).parent / "officialese.toml").read_text(encoding="utf-8"))[
    "plainer"
]


def _pattern(entry: str) -> str:
    """Return an entry as a pattern; ``*`` stands for any ending."""
    return r"\s+".join(re.escape(part).replace(r"\*", r"[^\W\d_]*") for part in entry.split())


# The longest first, so that a phrase goes before its words; each has a group by which it is known.
ENTRIES = sorted(ALTERNATIVES, key=len, reverse=True)
OFFICIALESE = re.compile(r"\b(?:" + "|".join(f"({_pattern(entry)})" for entry in ENTRIES) + r")(?!\w)", re.IGNORECASE)


def abbreviation(sentence: str, language: str) -> Iterator[Hint]:
    found = [*ABBREVIATION.finditer(sentence), *INITIALS.finditer(sentence)]
    severity = Severity.MEDIUM if language == settings.SIMPLE_LANGUAGE else Severity.SMALL
    for match in found:
        if match.group() not in WELL_KNOWN and not _is_shouted(match, sentence):
            advice = _("“%(word)s” is an abbreviation: write it out.") % {"word": match.group()}
            yield Hint(Kind.ABBREVIATION, severity, sentence, match.start(), match.end(), advice)


def officialese(sentence: str, language: str) -> Iterator[Hint]:
    severity = Severity.LARGE if language == settings.SIMPLE_LANGUAGE else Severity.MEDIUM
    for match in OFFICIALESE.finditer(sentence):
        plainer = ALTERNATIVES[ENTRIES[(match.lastindex or 1) - 1]]
        advice = _("“%(word)s” is the language of offices. Plainer: “%(plainer)s”.")
        values = {"word": match.group(), "plainer": plainer}
        yield Hint(Kind.OFFICIALESE, severity, sentence, match.start(), match.end(), advice % values)


def number_word(sentence: str, language: str) -> Iterator[Hint]:
    for match in NUMBER_WORD.finditer(sentence):
        advice = _("Figures are easier to read than “%(word)s”.") % {"word": match.group()}
        yield Hint(Kind.NUMBER_WORD, Severity.SMALL, sentence, match.start(), match.end(), advice)


def _is_shouted(match: re.Match, sentence: str) -> bool:
    """Return whether a whole heading is in capitals, which is no abbreviation."""
    return match.group().isupper() and sentence.isupper() and len(sentence.split()) > 1
