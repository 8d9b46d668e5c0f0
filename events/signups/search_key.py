"""By which text the database finds and sorts people, however they or staff write a name.

The database can't fold by itself: SQLite takes Ö and ö for two letters, and nobody types all accents.
"""

from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.db.models.functions import Collate

from cms.texts.folding import folded

HEX = set("0123456789abcdef")
LONGEST_SEAT = 9
# The order of the characters' numbers, which every database has under a name of its own.
BY_NUMBER = {"postgresql": "C", "sqlite": "BINARY"}


def search_key(family_name: str, given_name: str, organisation: str) -> str:
    """Return a line for each of the three; a space stands before each word, so that a beginning can be looked for."""
    return "\n".join("".join(f" {word}" for word in words_of(text)) for text in (family_name, given_name, organisation))


def words_of(text: str) -> list[str]:
    """Return the words of a name, or of a search for one."""
    return folded(text.replace("-", " ")).split()


def begin_so(query: str) -> Q:
    """Match those of whom each word of ``query`` begins a word of a name, or is the seat or the reference."""
    found = Q()
    for word in words_of(query):
        found &= Q(search_key__contains=f" {word}") | _has_seat(word) | has_reference(word, shortest=8)
    return found


def has_reference(word: str, shortest: int) -> Q:
    """Match the sign-ups whose reference begins with ``word``, which has at least so many characters."""
    if not shortest <= len(word) <= 8 or not HEX.issuperset(word):
        return Q(pk__in=[])
    return Q(public_id__range=(UUID(word.ljust(32, "0")), UUID(word.ljust(32, "f"))))


def by_name(signup: str = "") -> list:
    """Return how people are sorted: by family name, then first name; the same name twice by arrival."""
    return [Collate(f"{signup}search_key", BY_NUMBER[connection.vendor]), f"{signup}pk"]


def _has_seat(word: str) -> Q:
    is_number = word.isascii() and word.isdecimal() and len(word) <= LONGEST_SEAT
    return Q(seat_no=int(word)) if is_number else Q(pk__in=[])
