"""Parts of a page that stand still: rendered once in each process, until something that they show changes.

A part knows what it was made from as a kept page does (``cms.ground.freshness``): it ends with the next publish, at a
moment of its own, and where a number that it shows has risen. What surrounds it is told the same each time.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from ..ground.freshness import Kept, note_again, noting
from ..ground.standing import Many, standing
from .reading import NumbersUnreadable, read_numbers

MOST_BYTES = 16 * 1024 * 1024
# What a part takes beside its text.
OVERHEAD = 1_000
NUMBERS = "teilhabe.numbers"


@dataclass(frozen=True)
class Part:
    html: str
    kept: Kept


def part_of_page(request: HttpRequest, key: Hashable, make: Callable[[], str]) -> str:
    """Return the HTML that ``make`` has rendered for this key, for as long as it would render the same."""
    parts = standing(request).get("parts", lambda: Many(MOST_BYTES))
    known: Part | None = parts.get(key)
    if known is not None and _holds(request, known.kept):
        note_again(known.kept)
        return known.html
    with noting() as kept:
        html = make()
    parts.put(key, Part(html, kept), 2 * len(html) + OVERHEAD)
    return html


def _holds(request: HttpRequest, kept: Kept) -> bool:
    if kept.is_over(timezone.now()):
        return False
    if not kept.numbers:
        return True
    # Read once for each request: what is read of an event afterwards is no older.
    read = request.META.setdefault(NUMBERS, {})
    missing = kept.numbers.keys() - read.keys()
    if missing:
        try:
            read.update(read_numbers(missing)[1])
        except NumbersUnreadable:
            return False
    return all(read.get(one) == number for one, number in kept.numbers.items())
