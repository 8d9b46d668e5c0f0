"""What a model says of itself: whether visitors are shown its rows, and which number a change of them raises.

What is built from such rows and kept, a page in the cache say, holds as long as its numbers are what they were.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Raises:
    """``number`` is the one that rises; empty where visitors are never shown these rows.

    ``insert`` is False where a new row changes nothing that is shown; ``only_where`` names a column and the value
    without which a row isn't shown. A change of ``published_columns`` raises the number of what is published as well.
    """

    number: str
    insert: bool = True
    only_where: tuple[str, str] | None = None
    published_columns: tuple[str, ...] = ()


# The one number for everything that editors publish: ``cms.models.Generation``.
PUBLISHED = Raises("published")
# A new row is shown by a row of another table only.
PUBLISHED_ONCE_USED = Raises("published", insert=False)
# The event's own number: it changes under the lock of the seat book, which raises it (``SeatBook.writes``).
SEATS = Raises("seats")
NEVER_SHOWN = Raises("")
