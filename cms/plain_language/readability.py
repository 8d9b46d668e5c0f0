"""How hard a German text is to read, by two old formulas that count words, long words and syllables.

Formulas see lengths and no meaning: they tell that a text is probably hard, never that somebody understands it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .sentences import Word, words
from .syllables import syllables

# Below this, one long name would decide.
FEWEST_WORDS = 30
# Headings, buttons and names are no sentences: they would make a text look easier than it is.
FEWEST_WORDS_WITHOUT_FULL_STOP = 6
LONG_WORD = 6
MANY_SYLLABLES = 3


class Ease(IntEnum):
    VERY_EASY = 1
    EASY = 2
    MEDIUM = 3
    HARD = 4
    VERY_HARD = 5

    @property
    def label(self) -> Promise:
        return LABELS[self]


LABELS = {
    Ease.VERY_EASY: _("very easy"),
    Ease.EASY: _("easy"),
    Ease.MEDIUM: _("medium"),
    Ease.HARD: _("hard"),
    Ease.VERY_HARD: _("very hard"),
}
# Below which value a text is so easy. LIX: the steps of its author. WSTF: school years, 4 very easy to 15 very hard.
LIX_STEPS = [(30, Ease.VERY_EASY), (40, Ease.EASY), (50, Ease.MEDIUM), (60, Ease.HARD)]
WSTF_STEPS = [(4, Ease.VERY_EASY), (7, Ease.EASY), (10, Ease.MEDIUM), (12, Ease.HARD)]


@dataclass(frozen=True)
class Readability:
    """Both values of a text."""

    lix: float
    wstf: float

    @property
    def lix_ease(self) -> Ease:
        return _ease(self.lix, LIX_STEPS)

    @property
    def wstf_ease(self) -> Ease:
        return _ease(self.wstf, WSTF_STEPS)


def readability(sentences: Sequence[str]) -> Readability | None:
    """Return the values of these sentences, or None where there are too few words to say anything."""
    counted = [found for sentence in sentences if (found := words(sentence)) and _is_prose(sentence, found)]
    everything = [word for found in counted for word in found]
    if len(everything) < FEWEST_WORDS:
        return None
    return Readability(lix(everything, len(counted)), wstf(everything, len(counted)))


def lix(found: Sequence[Word], sentence_count: int) -> float:
    """Return the "läsbarhetsindex": words per sentence plus the share of words with more than six letters in percent.

    C. H. Björnsson: Läsbarhet. Stockholm 1968.
    """
    return len(found) / sentence_count + _percent(found, _is_long)


def wstf(found: Sequence[Word], sentence_count: int) -> float:
    """Return the first Wiener Sachtextformel, about the school year in which one reads such a text.

    R. Bamberger, E. Vanecek: Lesen - Verstehen - Lernen - Schreiben. Vienna 1984.
    """
    many = _percent(found, lambda word: syllables(word.text) >= MANY_SYLLABLES)
    single = _percent(found, lambda word: syllables(word.text) == 1)
    return (
        0.1935 * many
        + 0.1672 * len(found) / sentence_count
        + 0.1297 * _percent(found, _is_long)
        - 0.0327 * single
        - 0.875
    )


def _is_prose(sentence: str, found: list[Word]) -> bool:
    ends = sentence.rstrip("\"“”«»‘’')] ").endswith((".", "!", "?", "…", ":"))
    return ends or len(found) >= FEWEST_WORDS_WITHOUT_FULL_STOP


def _is_long(word: Word) -> bool:
    return len(word.text) > LONG_WORD


def _percent(found: Sequence[Word], belongs) -> float:
    return 100 * sum(map(belongs, found)) / len(found)


def _ease(value: float, steps: list[tuple[int, Ease]]) -> Ease:
    return next((ease for limit, ease in steps if value < limit), Ease.VERY_HARD)
