"""SQLite: copied by its own online backup, which takes what is in the write-ahead log along."""

import fcntl
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

from ..refusal import BackupRefused

BLOCK = 1024 * 1024
BESIDE = ("-wal", "-shm", "-journal")


class SQLite:
    def __init__(self) -> None:
        self._path = Path(settings.DATABASES["default"]["NAME"])

    def size(self) -> int:
        return self._path.stat().st_size if self._path.exists() else 0

    @contextmanager
    def snapshot(self) -> Iterator[str]:
        with connection.cursor() as cursor:
            # Not ``atomic``, which would keep writers out. The first reading fixes the moment.
            cursor.execute("BEGIN DEFERRED")
            cursor.execute("SELECT COUNT(*) FROM sqlite_master")
            cursor.fetchone()
        try:
            yield ""
        finally:
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK")

    def dump(self, snapshot: str) -> Iterator[bytes]:
        # Beside the database, where the same people may read.
        opened, name = tempfile.mkstemp(prefix=".backup-", dir=self._path.parent)
        os.close(opened)
        try:
            with closing(sqlite3.connect(name)) as copy:
                # The same connection, which stands in the moment of the snapshot.
                connection.connection.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
            with open(name, "rb") as copied:
                while block := copied.read(BLOCK):
                    yield block
        finally:
            for end in ("", *BESIDE):
                Path(name + end).unlink(missing_ok=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        path = Path(f"{self._path}.restore-lock")
        was_there = self._path.exists()
        try:
            lock = path.open("w")
        except OSError as error:
            raise BackupRefused(f"The database can't be written to {self._path.parent} ({error.strerror}).") from error
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise BackupRefused("Another restore into this database is going on: wait for its end.") from error
            try:
                yield
            except BaseException:
                if not was_there:
                    # Whoever asks SQLite what is in a database makes one.
                    connections.close_all()
                    self._path.unlink(missing_ok=True)
                    _remove_beside(self._path)
                raise
            finally:
                path.unlink(missing_ok=True)

    def restoration(self) -> "SQLiteRestoration":
        return SQLiteRestoration(self._path)


class SQLiteRestoration:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._before = Path(f"{path}.before-restore")
        self._new = Path(f"{path}.restoring")
        self._is_in_place = False
        self._written = os.fdopen(os.open(self._new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")

    def write(self, part: bytes) -> None:
        self._written.write(part)

    def put_in_place(self) -> None:
        self._written.flush()
        os.fsync(self._written.fileno())
        self._written.close()
        try:
            with closing(sqlite3.connect(self._new)) as copy:
                found = copy.execute("PRAGMA quick_check").fetchone()[0]
        except sqlite3.DatabaseError as error:
            raise BackupRefused(f"SQLite can't read the database of the archive ({error}).") from error
        if found != "ok":
            raise BackupRefused(f"SQLite finds the database of the archive broken ({found}).")
        # Its last connection takes the write-ahead log over.
        connections.close_all()
        self._is_in_place = True
        if self._path.exists():
            self._path.rename(self._before)
        _remove_beside(self._path)
        self._new.rename(self._path)

    def finish(self) -> None:
        self._before.unlink(missing_ok=True)

    def undo(self) -> None:
        self._written.close()
        connections.close_all()
        self._new.unlink(missing_ok=True)
        _remove_beside(self._new)
        if self._is_in_place:
            self._path.unlink(missing_ok=True)
            _remove_beside(self._path)
            if self._before.exists():
                self._before.rename(self._path)


def _remove_beside(path: Path) -> None:
    for end in BESIDE:
        Path(f"{path}{end}").unlink(missing_ok=True)
