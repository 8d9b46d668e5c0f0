from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def portions(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield the items in lists of ``size``, the last one shorter, so that never more than those are in memory."""
    remaining = iter(items)
    while portion := list(islice(remaining, size)):
        yield portion
