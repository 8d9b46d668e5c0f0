"""What strangers type into the search, made harmless: no sign in it has a meaning for a database."""

import unicodedata

from cms.texts.characters import is_unseen
from cms.texts.searching import sought

MOST_LETTERS = 200
MOST_WORDS = 10


def readable(text: str) -> str:
    """Return the text as the field shows it again: its first letters, without what can't be seen."""
    seen = "".join(" " if is_unseen(letter) else letter for letter in text[:MOST_LETTERS])
    return unicodedata.normalize("NFC", seen).strip()


def words_of(text: str) -> list[str]:
    """Return the first words of the text as the index holds words: letters and digits of every script, folded."""
    return sought(text)[:MOST_WORDS]
