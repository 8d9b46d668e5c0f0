"""How the database is asked for people by what they are called.

The key by which it finds and sorts them is ``sort_key``. A server of release 1.0.0 finds them by ``search_key``, in a
folding of its own, and leaves the other one empty or as it was; until none serves any more, both are written and asked,
and the worker mends what such a server left (``mending_keys``).
"""

import unicodedata
from collections.abc import Callable
from uuid import UUID

from django.db import connection
from django.db.models import Q, Value
from django.db.models.functions import Coalesce, Collate, NullIf

from cms.texts.folding import alike, with_own_digits, words_of
from cms.texts.mail_addresses import normalise_address

HEX = set("0123456789abcdef")
LONGEST_SEAT = 9
# Shorter words stand in too many references by chance.
SHORTEST_REFERENCE = 4
# The order of the characters' numbers, which every database has under a name of its own.
BY_NUMBER = {"postgresql": "C", "sqlite": "BINARY"}


def search_key(family_name: str, given_name: str, organisation: str) -> str:
    """Return the key by which release 1.0.0 finds and sorts; it never changes."""
    return "\n".join(
        "".join(f" {word}" for word in _words_in_1_0_0(text)) for text in (family_name, given_name, organisation)
    )


def begin_so(query: str) -> Q:
    """Match those of whom each word of ``query`` begins a word of a name, or is the seat or the reference.

    The order of the words doesn't matter, nor what stands between them: "Nguyen, Duc" finds "Đức Nguyễn".
    """

    def begins(typed: str) -> Q:
        return _named(typed, " ") | _has_seat(typed) | has_reference(typed.lower(), shortest=8)

    return _all(query, begins)


def stand_in(query: str) -> Q:
    """Match those of whom each word of ``query`` stands in a name or in the address, or begins the reference."""

    def stands_in(typed: str) -> Q:
        in_address = Q(email_key__contains=normalise_address(typed))
        return _named(typed, "") | in_address | has_reference(typed.lower(), SHORTEST_REFERENCE)

    return _all(query, stands_in)


def has_reference(word: str, shortest: int) -> Q:
    """Match the sign-ups whose reference begins with ``word``, which has at least so many characters."""
    if not shortest <= len(word) <= 8 or not HEX.issuperset(word):
        return Q(pk__in=[])
    return Q(public_id__range=(UUID(word.ljust(32, "0")), UUID(word.ljust(32, "f"))))


def by_name(signup: str = "", *, backwards: bool = False) -> list:
    """Return how people are sorted: by family name, then first name; the same name twice by arrival."""
    key = Coalesce(NullIf(f"{signup}sort_key", Value("")), f"{signup}search_key")
    name = Collate(key, BY_NUMBER[connection.vendor])
    return [name.desc(), f"-{signup}pk"] if backwards else [name, f"{signup}pk"]


def _all(query: str, matches: Callable[[str], Q]) -> Q:
    """Match what each typed word matches that has a letter or digit, and whose name is all of them without spaces."""
    if not query.split():
        return Q()
    typed = [one for one in query.split() if words_of(one)]
    if not typed:
        return Q(pk__in=[])
    found = Q()
    for one in typed:
        found &= matches(one)
    return found | _contain([alike("".join(words_of(query)))], " ") if len(typed) > 1 else found


def _named(typed: str, before: str) -> Q:
    """Match names with what was typed without a space: as one word, or as the words that a hyphen, say, parts."""
    words = words_of(typed)
    ways = _contain([alike(word) for word in words], before) | _contain([alike("".join(words))], before)
    former = _words_in_1_0_0(typed)
    return ways | _contain(former, before, "search_key") if former else ways


def _contain(words: list[str], before: str, key: str = "sort_key") -> Q:
    found = Q()
    for word in words:
        found &= Q(**{f"{key}__contains": f"{before}{word}"})
    return found


def _has_seat(word: str) -> Q:
    word = with_own_digits(word)
    is_number = word.isascii() and word.isdecimal() and len(word) <= LONGEST_SEAT
    return Q(seat_no=int(word)) if is_number else Q(pk__in=[])


def _words_in_1_0_0(text: str) -> list[str]:
    decomposed = unicodedata.normalize("NFKD", " ".join(text.replace("-", " ").split()).casefold())
    return "".join(letter for letter in decomposed if unicodedata.category(letter)[0] not in "MC").split()
