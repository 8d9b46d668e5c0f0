"""How a database is copied while it is in use, and how a copy takes the place of an empty one."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from django.db import connection

from . import postgresql, sqlite


class Restoration(Protocol):
    """A database on its way in. Raises BackupRefused where the engine refuses it."""

    def write(self, part: bytes) -> None:
        """Take the next part of the dump."""

    def put_in_place(self) -> None:
        """Let the database be that of the dump, at once."""

    def finish(self) -> None:
        """Forget what was there before."""

    def undo(self) -> None:
        """Let the place be empty again, whatever had happened."""


class Database(Protocol):
    def size(self) -> int:
        """Return how many bytes it has, about."""

    def snapshot(self) -> AbstractContextManager[str]:
        """Let all queries of Django's see one moment; gives its name, which ``dump`` needs."""

    def dump(self, snapshot: str) -> Iterator[bytes]:
        """Give the database as it was in that moment, in blocks of any size. Raises BackupRefused."""

    def locked(self) -> AbstractContextManager[None]:
        """Let nobody else restore into it meanwhile. Raises BackupRefused."""

    def restoration(self) -> Restoration:
        """Begin to take a dump in."""


def database_here() -> Database:
    """Return the database of ``DATABASE_URL``."""
    return postgresql.PostgreSQL() if connection.vendor == "postgresql" else sqlite.SQLite()
