import re
from functools import lru_cache

import pyphen

VOWELS = "aeiouyäöü"
# Printers never leave a single letter alone, so hyphenation joins two syllables in "A-bend" and "O-ma".
LONE_FIRST_VOWEL = re.compile(rf"[{VOWELS}](?:[^{VOWELS}-]{{1,2}}|ch|sch)[{VOWELS}]")


def syllables(word: str) -> int:
    """Return how many syllables a German word has, by the rules of its hyphenation; a number counts as one."""
    return sum(_of_part(part) for part in re.split(r"[^\w]+", word.lower()) if part)


def _of_part(part: str) -> int:
    divided = _division().inserted(part)
    return divided.count("-") + 1 + bool(LONE_FIRST_VOWEL.match(divided))


# Reading its dictionary takes half a second, which no command and no worker should wait for at its start.
@lru_cache
def _division() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="de_DE")
