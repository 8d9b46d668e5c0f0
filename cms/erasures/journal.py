"""The journal of erasures: outside the database, ``VAR_DIR`` and every backup, and nothing in it ever changes.

``settings.ERASURE_JOURNAL`` names a file, which is only appended to, or ``s3://BUCKET/FOLDER``, where each portion is
an object of its own. A restore reads it and erases once more what was erased after the backup.
"""

import fcntl
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction
from django.utils import timezone

from cms.ground.object_storage import BucketUnreachable, bucket_errors, bucket_storage, parts_of_address

from .entry import Entry, read_line
from .models import JournalEntry

MOST_AT_ONCE = 1000
# A line has about a hundred.
BYTES_OF_THE_END = 4096


class JournalMissing(Exception):
    """There is no journal where the setting says; the text is one sentence for the operator."""


class Journal(Protocol):
    def append(self, entries: list[Entry]) -> None:
        """Write these lines so that they outlive a power cut. Raises OSError, or what the storage raises."""

    def lines(self) -> Iterator[bytes]:
        """Give each line, the oldest first. Raises JournalMissing."""

    def last(self) -> Entry | None:
        """Return what was written last, without reading all; None where nothing was. Raises JournalMissing."""


class FileJournal:
    def __init__(self, path: Path) -> None:
        self._path = path

    def append(self, entries: list[Entry]) -> None:
        is_new = not self._path.exists()
        opened = os.open(self._path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            fcntl.flock(opened, fcntl.LOCK_EX)
            text = b"".join(entry.as_line() for entry in entries)
            size = os.fstat(opened).st_size
            if size and os.pread(opened, 1, size - 1) != b"\n":
                # A power cut has torn the last line.
                text = b"\n" + text
            while text:
                text = text[os.write(opened, text) :]
            os.fsync(opened)
        finally:
            os.close(opened)
        if is_new:
            _sync_folder(self._path.parent)

    def lines(self) -> Iterator[bytes]:
        with self._readable() as journal:
            yield from journal

    def last(self) -> Entry | None:
        with self._readable() as journal:
            journal.seek(max(0, journal.seek(0, os.SEEK_END) - BYTES_OF_THE_END))
            return _last_of(journal.readlines())

    @contextmanager
    def _readable(self) -> Iterator[BinaryIO]:
        try:
            with self._path.open("rb") as journal:
                yield journal
        except OSError as error:
            raise JournalMissing(
                f"The journal of erasures {self._path} can't be read ({error.strerror}), so nobody who was erased "
                "after the backup could be erased again: put it there, or restore with --without-journal."
            ) from error


class BucketJournal:
    def __init__(self, storage: Storage, folder: str) -> None:
        self._storage = storage
        self._folder = folder

    def append(self, entries: list[Entry]) -> None:
        # No object is ever written twice, so a bucket that lets nothing be changed will do.
        name = f"{self._folder}/{timezone.now():%Y%m%dT%H%M%S%f}-{uuid.uuid4().hex}.jsonl"
        self._storage.save(name, ContentFile(b"".join(entry.as_line() for entry in entries)))

    def lines(self) -> Iterator[bytes]:
        try:
            with bucket_errors(settings.ERASURE_JOURNAL):
                yield from self._lines()
        except BucketUnreachable as error:
            raise JournalMissing(str(error)) from error

    def last(self) -> Entry | None:
        try:
            with bucket_errors(settings.ERASURE_JOURNAL):
                _folders, names = self._storage.listdir(self._folder)
                return _last_of(self._portion(max(names))) if names else None
        except BucketUnreachable as error:
            raise JournalMissing(str(error)) from error

    def _lines(self) -> Iterator[bytes]:
        _folders, names = self._storage.listdir(self._folder)
        if not names:
            raise JournalMissing(
                f"There is no journal of erasures at {settings.ERASURE_JOURNAL}, so nobody who was erased after the "
                "backup could be erased again: put it there, or restore with --without-journal."
            )
        for name in sorted(names):
            yield from self._portion(name)

    def _portion(self, name: str) -> list[bytes]:
        with self._storage.open(f"{self._folder}/{name}") as portion:
            return portion.read().splitlines(keepends=True)


def open_journal() -> Journal | None:
    """Return the journal that the setting names, None where it names none."""
    if not settings.ERASURE_JOURNAL:
        return None
    if settings.ERASURE_JOURNAL.startswith("s3://"):
        bucket, folder = parts_of_address(settings.ERASURE_JOURNAL)
        return BucketJournal(bucket_storage(bucket), folder)
    return FileJournal(Path(settings.ERASURE_JOURNAL))


def append_owed(now: datetime) -> int:
    """Write what is owed to the journal; return how many lines. A job of the worker.

    A worker that is killed before the rows say that they are written writes them once more: a line that stands there
    twice erases nobody twice.
    """
    journal = open_journal()
    if journal is None:
        return 0
    owed = list(JournalEntry.objects.filter(written_at__isnull=True)[:MOST_AT_ONCE])
    if owed:
        journal.append([Entry(row.kind, row.public_id, row.at) for row in owed])
        with transaction.atomic():
            JournalEntry.objects.filter(pk__in=[row.pk for row in owed]).update(written_at=now)
    return len(owed)


def read_entries(journal: Journal) -> Iterator[Entry]:
    """Give what the journal says, without lines that are torn. Raises JournalMissing."""
    return (entry for line in journal.lines() if (entry := read_line(line)))


def _last_of(lines: list[bytes]) -> Entry | None:
    return next((entry for line in reversed(lines) if (entry := read_line(line))), None)


def _sync_folder(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
