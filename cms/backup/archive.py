"""The archive: a tar, written and read in one stream, whose last member tells whether all of it is there.

manifest.json          what it is (``cms/backup/manifest.py``)
database/000000 ...    the dump of the database, in parts
files/private/...      the private files, and files/media/... the public ones
counts.json            how many rows and files there are
end.json               how many members came before, and the SHA-256 of their names, sizes and contents
"""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from .refusal import BackupRefused

END = "end.json"
BLOCK = 1024 * 1024
NO_ARCHIVE = "This is no backup of this software: no archive, or one that is broken."
BROKEN = "The archive is broken or ends in the middle, so nothing was restored."


class Reads(Protocol):
    def read(self, most: int = -1, /) -> bytes: ...


class Digest:
    """Counts and hashes what goes into an archive or comes out of it."""

    def __init__(self) -> None:
        self.members = 0
        self._sha256 = hashlib.sha256()

    def begin(self, name: str, size: int) -> None:
        self.members += 1
        self._sha256.update(f"{name}\0{size}\0".encode())

    def update(self, block: bytes) -> None:
        self._sha256.update(block)

    def as_dict(self) -> dict:
        return {"members": self.members, "sha256": self._sha256.hexdigest()}


class Counted:
    """A stream whose blocks are hashed on their way through."""

    def __init__(self, stream: Reads, digest: Digest) -> None:
        self._stream = stream
        self._digest = digest

    def read(self, most: int = -1, /) -> bytes:
        try:
            block = self._stream.read(most)
        except tarfile.TarError as error:
            raise BackupRefused(BROKEN) from error
        self._digest.update(block)
        return block


@dataclass(frozen=True)
class Member:
    """``stream`` may be read until the next member is asked for."""

    name: str
    size: int
    stream: Reads


class _Sink:
    """Where a tar is written to, until it is closed: a tar that is given up writes its rest when Python forgets it."""

    def __init__(self, target: BinaryIO) -> None:
        self._target: BinaryIO | None = target

    def write(self, block: bytes) -> int:
        return self._target.write(block) if self._target else len(block)

    def close(self) -> None:
        self._target = None


class ArchiveWriter:
    """Writes while its ``with`` lasts; without ``finish`` what was written is no archive."""

    def __init__(self, target: BinaryIO) -> None:
        self._sink = _Sink(target)
        self._tar = tarfile.TarFile.open(
            fileobj=self._sink,  # type: ignore[call-overload]
            mode="w|",
            bufsize=BLOCK,
            format=tarfile.PAX_FORMAT,
        )
        self._digest = Digest()

    def __enter__(self) -> "ArchiveWriter":
        return self

    def __exit__(self, *_error: object) -> None:
        self._sink.close()

    def add(self, name: str, content: bytes) -> None:
        """Write a member that is in memory."""
        self.add_stream(name, len(content), io.BytesIO(content))

    def add_stream(self, name: str, size: int, stream: Reads) -> None:
        """Write ``size`` bytes of a stream. Raises BackupRefused where there are fewer."""
        self._digest.begin(name, size)
        try:
            self._write(name, size, Counted(stream, self._digest))
        except OSError as error:
            if error.errno is None:
                raise BackupRefused(f"{name} became shorter while it was read: try again.") from error
            raise

    def finish(self) -> None:
        """Write the end, without which nobody takes the archive for whole."""
        content = json.dumps(self._digest.as_dict()).encode()
        self._write(END, len(content), io.BytesIO(content))
        self._tar.close()

    def _write(self, name: str, size: int, stream: Reads) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        self._tar.addfile(info, stream)
        # It would remember each of them.
        self._tar.members = []


class ArchiveReader:
    def __init__(self, source: Reads) -> None:
        """Raises BackupRefused for what is no archive at all."""
        self._source = source
        try:
            self._tar = tarfile.TarFile.open(fileobj=source, mode="r|", bufsize=BLOCK)  # type: ignore[call-overload]
        except tarfile.TarError as error:
            raise BackupRefused(NO_ARCHIVE) from error

    def members(self) -> Iterator[Member]:
        """Give each member, then compare all that was read with the end. Raises BackupRefused."""
        digest = Digest()
        try:
            while info := self._tar.next():
                self._tar.members = []
                stream = self._tar.extractfile(info) if info.isreg() else None
                if stream is None:
                    break
                if info.name == END:
                    if json.loads(stream.read(BLOCK)) != digest.as_dict():
                        break
                    # A program that decrypts says at the very end whether all was right.
                    while self._source.read(BLOCK):
                        pass
                    return
                digest.begin(info.name, info.size)
                counted = Counted(stream, digest)
                yield Member(info.name, info.size, counted)
                while counted.read(BLOCK):
                    pass
        except (tarfile.TarError, EOFError, ValueError) as error:
            raise BackupRefused(BROKEN) from error
        raise BackupRefused(BROKEN)
