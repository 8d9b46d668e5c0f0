from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Literal

from django.utils.functional import Promise

from .telling import PLAIN, Kind

# The personal page, the desk, the spreadsheet of an export, and the file with all data for the person.
Reader = Literal["page", "desk", "table", "file"]


class Group(Enum):
    PERSON = "person"
    SIGN_UP = "sign_up"
    # Told by ``events.questions``, which knows what was asked.
    ANSWERS = "answers"
    CONSENT = "consent"
    NEEDS = "needs"
    # What only the software reads.
    INNER = "inner"


@dataclass(frozen=True)
class Told:
    """What one reader calls a value; ``value`` where it reads otherwise there than its kind says.

    ``place`` orders the rows of a reader that has an order of its own.
    """

    label: str | Promise
    place: int = 0
    value: Callable[[Any], Any] | None = None


@dataclass(frozen=True)
class Column:
    """A column of a record, or what follows from one; whoever has no ``Told`` here is not told of it.

    ``empty`` makes what is left of a column when the sign-up is erased. Without it the column stays: it is about
    nobody then.
    """

    name: str
    group: Group
    kind: Kind = PLAIN
    page: Told | None = None
    desk: Told | None = None
    table: Told | None = None
    file: Told | None = None
    empty: Callable[[], Any] | None = None
    is_stored: bool = True

    def value_for(self, reader: Reader, record: Any) -> Any:
        """Return the value as this reader gets it, in the active language."""
        told: Told | None = getattr(self, reader)
        if told and told.value:
            return told.value(record)
        read = {"table": self.kind.cell, "file": self.kind.data}.get(reader, self.kind.words)
        return read(record, self.name)
