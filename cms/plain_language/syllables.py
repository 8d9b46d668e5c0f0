import re

import pyphen

DIVISION = pyphen.Pyphen(lang="de_DE")
VOWELS = "aeiouyäöü"
# Printers never leave a single letter alone, so hyphenation joins two syllables in "A-bend" and "O-ma".
LONE_FIRST_VOWEL = re.compile(rf"[{VOWELS}](?:[^{VOWELS}-]{{1,2}}|ch|sch)[{VOWELS}]")


def syllables(word: str) -> int:
    """Return how many syllables a German word has, by the rules of its hyphenation; a number counts as one."""
    return sum(_of_part(part) for part in re.split(r"[^\w]+", word.lower()) if part)


def _of_part(part: str) -> int:
    divided = DIVISION.inserted(part)
    return divided.count("-") + 1 + bool(LONE_FIRST_VOWEL.match(divided))
