"""An archive for somebody's key alone, by age or gpg, whichever the recipient is for."""

import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, BinaryIO

from .archive import NO_ARCHIVE, Reads
from .refusal import BackupRefused

BLOCK = 256 * 1024
AGE = b"age-encryption.org/"
ARMOUR = b"-----BEGIN PGP MESSAGE"
TAR = b"ustar"
TAR_AT = 257
OF_AGE = ("age1", "ssh-ed25519 ", "ssh-rsa ")


@contextmanager
def encrypted(target: BinaryIO, recipient: str) -> Iterator[BinaryIO]:
    """Give a stream whose content reaches ``target`` encrypted; without a recipient it is the target itself."""
    if not recipient:
        yield target
        return
    if recipient.startswith(OF_AGE):
        command = ["age", "--encrypt", "--recipient", recipient]
    else:
        command = ["gpg", "--batch", "--quiet", "--trust-model", "always", "--compress-algo", "none"]
        command += ["--output", "-", "--encrypt", "--recipient", recipient]
    with _running(command) as (process, errors):
        assert process.stdin is not None
        assert process.stdout is not None
        out = _Carried(process.stdout.read1, target.write)  # type: ignore[attr-defined]
        try:
            yield process.stdin  # type: ignore[misc]
            process.stdin.close()
            out.join()
            _refuse_failure(process, command[0], errors)
        except BrokenPipeError as error:
            out.join()
            _refuse_failure(process, command[0], errors)
            raise BackupRefused(f"{command[0]} ended too early.") from error


@contextmanager
def decrypted(source: Reads, identity: str) -> Iterator[Reads]:
    """Give the archive itself, whether or not it is encrypted; ``identity`` names age's file with the key."""
    head = _read_fully(source, 512)
    whole = _Behind(head, source)
    if head[TAR_AT : TAR_AT + len(TAR)] == TAR:
        yield whole
        return
    if head.startswith(AGE):
        if not identity:
            raise BackupRefused("The archive is encrypted for a key of age: name its file with --identity.")
        command = ["age", "--decrypt", "--identity", identity]
    elif head.startswith(ARMOUR) or head[:1] > b"\x7f":
        command = ["gpg", "--batch", "--quiet", "--output", "-", "--decrypt"]
    else:
        raise BackupRefused(NO_ARCHIVE)
    with _running(command) as (process, errors):
        assert process.stdin is not None
        assert process.stdout is not None
        _Carried(whole.read, process.stdin.write, process.stdin.close)
        yield _Decrypted(process, command[0], errors)


class _Decrypted:
    """What a program decrypts. At its end ``read`` raises BackupRefused where the program found something wrong."""

    def __init__(self, process: subprocess.Popen, program: str, errors: IO[bytes]) -> None:
        self._process, self._program, self._errors = process, program, errors

    def read(self, most: int = -1, /) -> bytes:
        assert self._process.stdout is not None
        block = self._process.stdout.read(most)
        if not block:
            _refuse_failure(self._process, self._program, self._errors)
        return block


class _Carried:
    """A thread that carries blocks from one stream to another; ``join`` raises what it met."""

    def __init__(
        self, read: Callable[[int], bytes], write: Callable[[bytes], int], close: Callable[[], None] | None = None
    ) -> None:
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._carry, args=(read, write, close), daemon=True)
        self._thread.start()

    def join(self) -> None:
        self._thread.join()
        if self._error and not isinstance(self._error, BrokenPipeError):
            raise self._error

    def _carry(
        self, read: Callable[[int], bytes], write: Callable[[bytes], int], close: Callable[[], None] | None
    ) -> None:
        try:
            while block := read(BLOCK):
                if self._error is None:
                    try:
                        write(block)
                    except OSError as error:
                        # Read on, or the program that writes would wait for ever.
                        self._error = error
        except Exception as error:
            # Whatever a storage raises, the other side has to hear that nothing more comes.
            self._error = self._error or error
        if close:
            with suppress(OSError):
                close()


class _Behind:
    """A stream of which the first bytes have been read already."""

    def __init__(self, head: bytes, rest: Reads) -> None:
        self._head = head
        self._rest = rest

    def read(self, most: int = -1, /) -> bytes:
        if not self._head:
            return self._rest.read(most)
        part, self._head = self._head[:most], self._head[most:]
        return part


def _read_fully(source: Reads, size: int) -> bytes:
    read = b""
    while len(read) < size and (block := source.read(size - len(read))):
        read += block
    return read


@contextmanager
def _running(command: list[str]) -> Iterator[tuple[subprocess.Popen, IO[bytes]]]:
    if shutil.which(command[0]) is None:
        raise BackupRefused(f"{command[0]} is not on this machine, and the encryption needs it: install it.")
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors)
        try:
            yield process, errors
        finally:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                with suppress(OSError):
                    stream.close()  # type: ignore[union-attr]


def _refuse_failure(process: subprocess.Popen, program: str, errors: IO[bytes]) -> None:
    if process.wait():
        errors.seek(0)
        lines = errors.read().decode(errors="replace").strip().splitlines()
        raise BackupRefused(f"{program} failed: {lines[-1] if lines else 'it did not say why'}")
