"""What strangers type into the search, made harmless: no sign in it has a meaning for a database."""

import unicodedata

from cms.texts.characters import is_unseen

MOST_LETTERS = 200
MOST_WORDS = 10
# They hold dates, addresses and numbers together.
INSIDE_A_WORD = ".@"


def readable(text: str) -> str:
    """Return the text as the field shows it again: its first letters, without what can't be seen."""
    seen = "".join(" " if is_unseen(letter) else letter for letter in text[:MOST_LETTERS])
    return unicodedata.normalize("NFC", seen).strip()


def words_of(text: str) -> list[str]:
    """Return the first words of the text: letters, digits and their marks, in every script."""
    kept = "".join(
        letter if unicodedata.category(letter)[0] in "LMN" or letter in INSIDE_A_WORD else " " for letter in text
    )
    words = [word.strip(INSIDE_A_WORD) for word in kept.split()]
    return [word for word in words if any(letter.isalnum() for letter in word)][:MOST_WORDS]
