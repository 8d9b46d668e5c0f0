"""Where a long German word may break: marks that a browser shows only at the end of a line."""

import re
from functools import lru_cache

import pyphen

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
# Shorter words fit into a line of a telephone; the beginning and the end of a word stay whole.
LETTERS_OF_A_LONG_WORD, LETTERS_BESIDE_A_BREAK, LETTERS_OF_A_SYLLABLE = 14, 4, 2
LONG_WORD = re.compile(rf"[^\W\d_]{{{LETTERS_OF_A_LONG_WORD},}}")


def with_soft_hyphens(text: str) -> str:
    """Return a German text with soft hyphens inside its long words."""
    return LONG_WORD.sub(lambda word: _divided(word[0]), text)


@lru_cache(maxsize=4096)
def _divided(word: str) -> str:
    pieces, begun = [], 0
    for place in _division().positions(word):
        # The rules see a seam too many in "Fort-s-chreibung"; no syllable has a single letter.
        if place - begun >= LETTERS_OF_A_SYLLABLE:
            pieces.append(word[begun:place])
            begun = place
    return SOFT_HYPHEN.join([*pieces, word[begun:]])


# Reading its dictionary takes half a second, which no command and no worker should wait for at its start.
@lru_cache
def _division() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="de_DE", left=LETTERS_BESIDE_A_BREAK, right=LETTERS_BESIDE_A_BREAK)
