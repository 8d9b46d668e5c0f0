"""How texts are compared that people write in many ways: as in a telephone list, ä stands with a, and ß is ss."""

import unicodedata


def folded(text: str) -> str:
    """Return ``text`` in small letters without marks, in one line, without what nobody sees."""
    decomposed = unicodedata.normalize("NFKD", " ".join(text.split()).casefold())
    return "".join(letter for letter in decomposed if unicodedata.category(letter)[0] not in "MC").strip()


def letters_of(text: str) -> str:
    """Return the letters and digits of a text, without the marks on them."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if letter.isalnum())
