"""Where an archive goes and comes from: a file, the standard streams, or a bucket.

A target appears at once and whole, or not at all.
"""

import errno
import fcntl
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from cms.ground.object_storage import BucketUnreachable, bucket_errors, bucket_storage, parts_of_address

from .archive import Reads
from .refusal import BackupRefused

STANDARD = "-"
BUCKET = "s3://"
# A bucket takes ten thousand parts: 320 GB.
PART = 32 * 1024 * 1024
MEGABYTE = 1024 * 1024


@contextmanager
def opened_target(address: str, needed: int) -> Iterator[BinaryIO]:
    """Open a new target with room for ``needed`` bytes; what was begun goes when the block fails.

    Raises BackupRefused.
    """
    if address == STANDARD:
        if sys.stdout.isatty():
            raise BackupRefused(
                "A backup is no text for a terminal: lead the standard output into a file or a program."
            )
        with _standard_output() as target:
            yield target
    elif address.startswith(BUCKET):
        with _new_object(address) as target:
            yield target
    else:
        with _new_file(Path(address), needed) as target:
            yield target


@contextmanager
def opened_source(address: str) -> Iterator[Reads]:
    """Open an archive for reading, once and in order. Raises BackupRefused."""
    if address == STANDARD:
        yield sys.stdin.buffer
    elif address.startswith(BUCKET):
        bucket, name = parts_of_address(address)
        with _told_in_a_sentence(address):
            yield bucket_storage(bucket).bucket.Object(name).get()["Body"]
    else:
        with _old_file(Path(address)) as opened:
            yield opened


@contextmanager
def _standard_output() -> Iterator[BinaryIO]:
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        # Python would try to write the rest when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise BackupRefused("Whoever reads the backup from the standard output ended too early.") from error


def _old_file(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise BackupRefused(f"{path} can't be read ({error.strerror}).") from error


@contextmanager
def _new_file(path: Path, needed: int) -> Iterator[BinaryIO]:
    if path.exists():
        raise BackupRefused(f"{path} is there already: name a new file.")
    if not path.parent.is_dir():
        raise BackupRefused(f"The folder {path.parent} is not there.")
    free = shutil.disk_usage(path.parent).free
    if free < needed:
        raise BackupRefused(
            f"{path.parent} has room for {free // MEGABYTE} MB, and the backup needs about {needed // MEGABYTE + 1} MB."
        )
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        opened = os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT, 0o600), "wb")
    except OSError as error:
        raise BackupRefused(f"{path.parent} can't be written to ({error.strerror}).") from error
    with opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupRefused(f"Another backup is being written to {path}.") from error
        try:
            opened.truncate()
            yield opened
            opened.flush()
            os.fsync(opened.fileno())
            unfinished.rename(path)
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            raise BackupRefused(f"{path.parent} has no room left; the part that was written is removed.") from error
        finally:
            unfinished.unlink(missing_ok=True)


class _Parts:
    """Writes an object part by part; it is there when the last one is."""

    def __init__(self, target) -> None:
        self._upload = target.initiate_multipart_upload()
        self._waiting = bytearray()
        self._sent: list[dict] = []

    def write(self, block: bytes) -> int:
        self._waiting += block
        while len(self._waiting) >= PART:
            self._send(PART)
        return len(block)

    def flush(self) -> None:
        """Nothing: a part has to have its size."""

    def finish(self) -> None:
        self._send(len(self._waiting))
        self._upload.complete(MultipartUpload={"Parts": self._sent})

    def give_up(self) -> None:
        self._upload.abort()

    def _send(self, size: int) -> None:
        number = len(self._sent) + 1
        answer = self._upload.Part(number).upload(Body=bytes(self._waiting[:size]))
        del self._waiting[:size]
        self._sent.append({"ETag": answer["ETag"], "PartNumber": number})


@contextmanager
def _new_object(address: str) -> Iterator[BinaryIO]:
    bucket, name = parts_of_address(address)
    storage = bucket_storage(bucket)
    with _told_in_a_sentence(address):
        if storage.exists(name):
            raise BackupRefused(f"{address} is there already: name a new object.")
        parts = _Parts(storage.bucket.Object(name))
        try:
            yield parts  # type: ignore[misc]
            parts.finish()
        except BaseException:
            parts.give_up()
            raise


@contextmanager
def _told_in_a_sentence(address: str) -> Iterator[None]:
    try:
        with bucket_errors(address):
            yield
    except BucketUnreachable as error:
        raise BackupRefused(str(error)) from error
