"""Words that no machine translates: each goes out inside a mark, and what was agreed stands there when it comes back.

Other apps enter where such words come from when they are ready.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

# A German word as it is spelled, and what stands for it in the other language.
FixedWord = tuple[str, str]

# An element whose inside machines leave alone, or may change as they like: it is put right by its number.
MARK = "x"
MARKED = re.compile(rf'<{MARK} id="w([0-9]{{1,4}})"\s*(?:/>|>.*?</{MARK}>)', re.DOTALL)
TAG = re.compile(r"(<[^>]*>)")

_sources: list[Callable[[str], Iterable[FixedWord]]] = []


def add_source(source: Callable[[str], Iterable[FixedWord]]) -> None:
    """Enter a function that returns the fixed words for a language, by its code."""
    _sources.append(source)


def fixed_words(language: str) -> list[FixedWord]:
    """Return all fixed words for a language, the longest first: of two that begin alike, the longer one is meant."""
    return sorted((word for source in _sources for word in source(language)), key=lambda word: -len(word[0]))


@dataclass(frozen=True)
class Marked:
    """A German sentence with its fixed words in marks; ``own`` holds what belongs there, by the number of the mark."""

    text: str
    own: tuple[str, ...]

    def restored(self, answer: str) -> str:
        """Return a machine's answer with the fixed words in place; "" where it lost a mark or made one of its own."""
        numbers = sorted(int(number) for number in MARKED.findall(answer))
        if numbers != list(range(len(self.own))):
            return ""
        return MARKED.sub(lambda mark: self.own[int(mark[1])], answer)


def mark(german: str, words: list[FixedWord]) -> Marked:
    """Put the fixed words of a sentence into marks; nothing is touched inside its tags."""
    spelled = {escape(spelling, quote=False): escape(own, quote=False) for spelling, own in words}
    if not spelled:
        return Marked(german, ())
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, spelled))})(?!\w)")
    own: list[str] = []

    def marked(match: re.Match) -> str:
        own.append(spelled[match.group()])
        return f'<{MARK} id="w{len(own) - 1}">{own[-1]}</{MARK}>'

    parts = [part if TAG.fullmatch(part) else pattern.sub(marked, part) for part in TAG.split(german)]
    return Marked("".join(parts), tuple(own))
