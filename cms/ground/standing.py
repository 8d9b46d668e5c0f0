"""What stands still between two publishes: built once in each process, and the same for everybody.

``standing(request).get(key, make)`` returns what ``make`` has built for this key, for as long as nothing is published.
Only what an anonymous visitor may see goes in: nothing that changes by time, nothing that anybody changes later.
A request with a session, a preview and a command have one of their own, which is empty at first. A value whose ``make``
raises is not kept, so that nobody fills the memory with addresses that don't exist; beyond ``MOST`` all begin anew.
"""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from django.http import HttpRequest

STANDING = "teilhabe.standing"
MOST = 2000
T = TypeVar("T")


class Standing:
    """Values by their keys. Two threads may build the same value at the same time; then the later one stays."""

    def __init__(self) -> None:
        self._values: dict[Hashable, Any] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        try:
            return self._values[key]
        except KeyError:
            value = make()
            if len(self._values) >= MOST:
                self._values = {}
            self._values[key] = value
            return value


class Many:
    """Values of which there may be as many as there are pages: when they take too much together, all are let go."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._taken = 0
        self._values: dict[Hashable, Any] = {}

    def get(self, key: Hashable) -> Any:
        """Return what was put there, or None."""
        return self._values.get(key)

    def put(self, key: Hashable, value: Any, size: int) -> None:
        if self._taken + size > self._most:
            self._values, self._taken = {}, 0
        self._values[key] = value
        self._taken += size


def standing(request: HttpRequest) -> Standing:
    """Return what this request shares with others of its time, or what is its own."""
    known = request.META.get(STANDING)
    if known is None:
        known = request.META[STANDING] = Standing()
    return known
