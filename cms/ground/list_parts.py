"""Long lists in parts: however much there is, a page reads and shows one part of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import QueryDict

from .freshness import shows_part

PART = "page"


@dataclass(frozen=True)
class ListPart:
    """One part of a list. ``query`` leads to it, ``previous`` and ``next`` to its neighbours, where there are any.

    The first part of the whole list has no query: its address is that of the page.
    """

    items: Sequence[Any]
    number: int
    last: int
    count: int
    start: int
    query: str
    previous: str
    next: str

    @property
    def has_neighbours(self) -> bool:
        return self.last > 1


def list_part(items: Sequence | QuerySet, asked: str | None, size: int, **chosen: str) -> ListPart:
    """Return the part that ``asked`` names, which an address does by ``?page=``.

    It is the first where that is no number, and the last where it is too high. ``chosen`` is what else the addresses of
    the parts name, such as a year.
    """
    page = Paginator(items, size).get_page(asked)
    part = ListPart(
        items=list(page.object_list),
        number=page.number,
        last=page.paginator.num_pages,
        count=page.paginator.count,
        start=page.start_index(),
        query=_query(chosen, page.number),
        previous=_query(chosen, page.previous_page_number()) if page.has_previous() else "",
        next=_query(chosen, page.next_page_number()) if page.has_next() else "",
    )
    shows_part(part.query)
    return part


def _query(chosen: dict[str, str], number: int) -> str:
    query = QueryDict(mutable=True)
    query.update(chosen)
    if number > 1:
        query[PART] = str(number)
    return f"?{query.urlencode()}" if query else ""


class OneAfterTheOther(Sequence):
    """Several querysets as one list, of which only a part is read at a time."""

    def __init__(self, querysets: list[QuerySet]) -> None:
        self._querysets = querysets
        self._lengths: list[int] | None = None

    def __len__(self) -> int:
        if self._lengths is None:
            self._lengths = [queryset.count() for queryset in self._querysets]
        return sum(self._lengths)

    def __getitem__(self, chosen: Any) -> Any:
        if not isinstance(chosen, slice):
            return self[chosen : chosen + 1][0]
        start, stop, _step = chosen.indices(len(self))
        found: list = []
        for queryset, length in zip(self._querysets, self._lengths or [], strict=True):
            if start < length and stop > 0:
                found += queryset[max(start, 0) : min(stop, length)]
            start, stop = start - length, stop - length
        return found
