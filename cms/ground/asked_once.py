"""What several parts of one answer show, made when the first of them asks."""

from collections.abc import Callable
from typing import TypeVar

from .freshness import Kept, note_again, noting

T = TypeVar("T")


def asked_once(make: Callable[[], T]) -> Callable[[], T]:
    """Return a function that makes the value when it is first called, and gives the same to all who call it.

    What was noted in making it is noted for each part that asks: each holds only as long as what it shows. Templates
    call what stands in their context.
    """
    known: list[tuple[T, Kept]] = []

    def asked() -> T:
        if known:
            value, kept = known[0]
            note_again(kept)
            return value
        with noting() as kept:
            value = make()
        known.append((value, kept))
        return value

    return asked
