"""What the rules say about a whole text: both measures, and each sentence that has a hint."""

from collections.abc import Iterable
from dataclasses import dataclass

from .hints.checks import hints
from .hints.hint import Hint, Severity
from .readability import Readability, readability
from .sentences import sentences

# Nobody reads more of them at once, and the panel stays quick.
MOST_SENTENCES = 60


@dataclass(frozen=True)
class Piece:
    """A part of a sentence: a spot with a hint, or what stands between."""

    text: str
    is_marked: bool


@dataclass(frozen=True)
class MarkedSentence:
    """A sentence with its hints."""

    text: str
    hints: list[Hint]

    @property
    def severity(self) -> Severity:
        return max(hint.severity for hint in self.hints)

    @property
    def advice(self) -> list[str]:
        """What to do, each advice once."""
        return list(dict.fromkeys(hint.advice for hint in self.hints))

    @property
    def pieces(self) -> list[Piece]:
        """The sentence cut at the spots; spots that overlap are one."""
        cut: list[Piece] = []
        done = 0
        for start, end in _merged((hint.start, hint.end) for hint in self.hints):
            cut += [Piece(self.text[done:start], False), Piece(self.text[start:end], True)]
            done = end
        return [piece for piece in [*cut, Piece(self.text[done:], False)] if piece.text]


@dataclass(frozen=True)
class Report:
    """What the panel shows. ``readability`` is None for a text of a few words."""

    readability: Readability | None
    sentences: list[MarkedSentence]

    @property
    def hint_count(self) -> int:
        return sum(len(sentence.hints) for sentence in self.sentences)

    @property
    def shown(self) -> list[MarkedSentence]:
        return self.sentences[:MOST_SENTENCES]

    @property
    def not_shown(self) -> int:
        return len(self.sentences) - len(self.shown)


def report(paragraphs: Iterable[str], language: str) -> Report:
    """Return what there is to say about a text in German or simple German."""
    found = [sentence for paragraph in paragraphs for sentence in sentences(paragraph)]
    marked = [MarkedSentence(sentence, of_it) for sentence in found if (of_it := hints(sentence, language))]
    return Report(readability(found), marked)


def _merged(spots: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spots):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
