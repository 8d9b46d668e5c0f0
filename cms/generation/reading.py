"""Reads the numbers as they are committed, over a connection of this module's own.

It is asked before every cached answer, so it is one plain statement, outside any transaction of a request.
"""

import sqlite3
import threading
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from .triggers import TABLE

# Of what (table, column with the key, column with the number) the numbers are that belong to one thing each.
Source = tuple[str, str, str]
SECONDS_TO_WAIT = 2
# The keys of things begin with one.
PUBLISHED_KEY = 0

_sources: dict[str, Source] = {}


class NumbersUnreadable(Exception):
    """The database doesn't answer, or has no number yet."""


def register_numbers(kind: str, source: Source) -> None:
    """Say where the numbers of one kind stand, such as "seats" of events."""
    _sources[kind] = source


def read_numbers(wanted: Iterable[tuple[str, int]] = ()) -> tuple[int, dict[tuple[str, int], int]]:
    """Return the number of what editors publish, and those of these things (kind, key). Raises NumbersUnreadable."""
    by_kind: dict[str, list[int]] = {}
    for kind, key in wanted:
        by_kind.setdefault(kind, []).append(key)
    rows = _own.rows(_statement(by_kind))
    found = {(kind, key): number for kind, key, number in rows}
    published = found.pop(("", PUBLISHED_KEY), None)
    if published is None:
        raise NumbersUnreadable("There is no number yet.")
    return published, found


def _statement(by_kind: dict[str, list[int]]) -> str:
    parts = [f"SELECT '', {PUBLISHED_KEY}, number FROM {TABLE}"]
    for kind, keys in by_kind.items():
        table, key, number = _sources[kind]
        chosen = ", ".join(str(int(one)) for one in keys)
        parts.append(f"SELECT '{kind}', {key}, {number} FROM {table} WHERE {key} IN ({chosen})")
    return " UNION ALL ".join(parts)


class _OwnConnection(threading.local):
    """One connection for each thread, opened when it is first asked and again when it was lost."""

    connection: Any = None

    def rows(self, statement: str) -> list[tuple]:
        for is_last in (False, True):
            try:
                if self.connection is None:
                    self.connection = _connect()
                return self.connection.execute(statement).fetchall()
            except Exception as error:
                self.close()
                if is_last:
                    raise NumbersUnreadable("The database doesn't answer.") from error

    def close(self) -> None:
        if self.connection is not None:
            with suppress(Exception):
                self.connection.close()
            self.connection = None


def _connect() -> Any:
    wrapper = connections[DEFAULT_DB_ALIAS]
    if wrapper.vendor == "sqlite":
        name = str(wrapper.settings_dict["NAME"])
        return sqlite3.connect(name, timeout=SECONDS_TO_WAIT, isolation_level=None, check_same_thread=False)
    import psycopg

    known = wrapper.get_connection_params()
    parameters = {name: known[name] for name in known if name not in ("context", "cursor_factory")}
    return psycopg.connect(**{**parameters, "autocommit": True, "connect_timeout": SECONDS_TO_WAIT})


_own = _OwnConnection()
