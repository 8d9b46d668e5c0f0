"""Texts as the search knows them: the same folding when they are written into its index and when somebody asks.

PostgreSQL then finds German word forms, SQLite words as they are written.
"""

import re
from typing import Any

from .folding import words_of

# As Snowball's second stemmer for German: "ue" is "ü", but not in "neue", "Frauen" or "Quelle". Texts keep both forms,
# so that "Statue" finds "Statuen".
_SPELLED_OUT = re.compile("(?<![aeouq])([aou])e+")
# The Arabic article, alone or with what is written together with it, before three letters or more.
_ARTICLE = re.compile("^(?:[وفبك]?ال|لل)(?=.{3})")
_ZEROS = re.compile("^0+(?=[0-9]+$)")
# PostgreSQL leaves out the words that stand in every German text, but knows these with an umlaut only.
_IN_EVERY_TEXT = {"fur", "uber", "wahrend", "konnen", "konnte", "wurde", "wurden"}


def searchable(value: Any) -> str:
    """Return what the index keeps of a text, or of texts in lists: its words, and those that are spelled otherwise."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return " ".join(searchable(one) for one in value)
    words = [_bare(word) for word in words_of("" if value is None else str(value))]
    otherwise = dict.fromkeys(form for word in words if (form := _spelled_out(word)) != word)
    return " ".join([*words, *otherwise])


def sought(text: str) -> list[str]:
    """Return the words of what somebody looks for, as ``searchable`` texts hold them."""
    words = [_spelled_out(_bare(word)) for word in words_of(text)]
    return [word for word in words if word not in _IN_EVERY_TEXT] or words


def _bare(word: str) -> str:
    return _ZEROS.sub("", _ARTICLE.sub("", word))


def _spelled_out(word: str) -> str:
    return _SPELLED_OUT.sub(r"\1", word)
