from dataclasses import dataclass
from enum import IntEnum, StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Severity(IntEnum):
    """How much a spot keeps readers from understanding. A guess in words, no mark and no verdict."""

    SMALL = 1
    MEDIUM = 2
    LARGE = 3

    @property
    def label(self) -> Promise:
        return LABELS[self]


LABELS = {
    Severity.SMALL: _("could be simpler"),
    Severity.MEDIUM: _("slows readers down"),
    Severity.LARGE: _("makes readers stumble"),
}


class Kind(StrEnum):
    LONG_SENTENCE = "long sentence"
    LONG_WORD = "long word"
    PASSIVE = "passive"
    ABBREVIATION = "abbreviation"
    OFFICIALESE = "officialese"
    SEVERAL_THOUGHTS = "several thoughts"
    SUBJUNCTIVE = "subjunctive"
    DOUBLE_NEGATION = "double negation"
    NUMBER_WORD = "number word"


@dataclass(frozen=True)
class Hint:
    """One spot of a sentence that could be easier to read, and one sentence of advice."""

    kind: Kind
    severity: Severity
    sentence: str
    start: int
    end: int
    advice: str

    @property
    def spot(self) -> str:
        return self.sentence[self.start : self.end]
