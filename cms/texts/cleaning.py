"""Cleans what comes along when somebody pastes from a telephone, a table or a letter, and what nobody can have meant.

What is left and still steers, ``refuse_hostile_characters`` refuses. Joiners inside words stay: Persian and Sinhala are
written with them.
"""

import re
import unicodedata

from .characters import CLEANED, LINE_ENDS
from .folding import with_own_digits

SOFT_HYPHEN = 0x00AD
_OVERRIDES = set("\u202d\u202e")
_EMBEDDINGS, _END_OF_EMBEDDING = {"\u202a", "\u202b", *_OVERRIDES}, "\u202c"
_ISOLATES, _END_OF_ISOLATE = set("\u2066\u2067\u2068"), "\u2069"
# What shows nothing; at the edge of a text it does nothing either. An override that nothing ends is left, and refused.
_UNSEEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202c\u2060-\u206f\ufeff\ufff9-\ufffb"
_AT_THE_EDGES = re.compile(rf"\A[\s{_UNSEEN}]+|[\s{_UNSEEN}]+\Z")
_ANYWHERE = re.compile(f"[{_UNSEEN}]")
_DASHES = {ord("\u2212"): "-", **dict.fromkeys(range(0x2010, 0x2016), "-")}


def clean_line(text: str) -> str:
    """Return a text in one line, in which a TAB, a line end or a space of another width is a space.

    Pairs of marks that turn the direction go, and so does what shows nothing and is no joiner.
    """
    text = without_pairs(LINE_ENDS.sub(" ", text).translate(CLEANED))
    return _without_edges(" ".join(text.split()))


def clean_lines(text: str) -> str:
    """Return a text of several lines, whatever ended them, cleaned as one line is; its spaces stay."""
    return _without_edges(without_pairs(LINE_ENDS.sub("\n", text).translate(CLEANED)))


def clean_typeset(text: str, *, lines: bool) -> str:
    """Return what an editor sets as it is to be printed: soft hyphens and spaces that don't break stay inside."""
    kept = {code: nothing for code, nothing in CLEANED.items() if code != SOFT_HYPHEN}
    text = LINE_ENDS.sub("\n" if lines else " ", text).translate(kept)
    return _without_edges(without_pairs(text if lines else text.replace("\t", " ").replace("\n", " ")))


def clean_symbols(text: str) -> str:
    """Return an address, a number or a code in characters of the usual width and our own digits, and nothing unseen."""
    narrow = "".join(map(_narrow, clean_line(text)))
    return clean_line(_ANYWHERE.sub("", with_own_digits(narrow)))


def with_plain_dashes(text: str) -> str:
    """Return ``text`` with a hyphen in the place of each dash and minus."""
    return text.translate(_DASHES)


def without_pairs(text: str) -> str:
    """Return ``text`` without pairs of marks that turn the direction and back, as programs put them around numbers."""
    if text.isascii():
        return text
    begun: list[tuple[int, str]] = []
    dropped = set()
    for place, letter in enumerate(text):
        if letter in _EMBEDDINGS:
            begun.append((place, _END_OF_EMBEDDING))
        elif letter in _ISOLATES:
            begun.append((place, _END_OF_ISOLATE))
        elif letter in (_END_OF_EMBEDDING, _END_OF_ISOLATE) and begun and begun[-1][1] == letter:
            dropped |= {begun.pop()[0], place}
    return "".join(letter for place, letter in enumerate(text) if place not in dropped) if dropped else text


def _narrow(letter: str) -> str:
    return unicodedata.normalize("NFKC", letter) if unicodedata.east_asian_width(letter) == "F" else letter


def _without_edges(text: str) -> str:
    return _AT_THE_EDGES.sub("", text)
