"""PostgreSQL: copied by pg_dump in one snapshot, and taken in by pg_restore in one transaction."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

from ..refusal import BackupRefused

BLOCK = 1024 * 1024
# Any number will do that no other software uses for locks in this database.
LOCK = 7_460_162_041
# Not a comment, an owner or a right: those belong to the server from which it comes.
PLAIN = ["--no-owner", "--no-privileges", "--no-comments", "--no-publications", "--no-subscriptions"]
PLAIN += ["--no-security-labels", "--no-tablespaces"]
# All of the schema but what an extension has brought; a sequence of an identity goes with its column.
OURS = """
SELECT format('DROP %s IF EXISTS %s CASCADE',
  CASE relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END,
  oid::regclass)
FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
  AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_class.oid AND deptype IN ('e', 'i'))
UNION ALL
SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', oid::regprocedure)
FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
  AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
"""


class PostgreSQL:
    def size(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return cursor.fetchone()[0]

    @contextmanager
    def snapshot(self) -> Iterator[str]:
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            yield cursor.fetchone()[0]

    def dump(self, snapshot: str) -> Iterator[bytes]:
        options = ["--format=custom", "--lock-wait-timeout=60000", f"--snapshot={snapshot}", *PLAIN]
        with tempfile.TemporaryFile() as errors:
            process = _start("pg_dump", options, errors, stdout=subprocess.PIPE)
            try:
                assert process.stdout is not None
                while block := process.stdout.read(BLOCK):
                    yield block
                _refuse_failure(process, "pg_dump", errors)
            finally:
                _stop(process)

    @contextmanager
    def locked(self) -> Iterator[None]:
        # A connection of its own: Django's is closed and opened meanwhile.
        keeper = connection.copy()
        try:
            with keeper.cursor() as cursor:
                cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
                if not cursor.fetchone()[0]:
                    raise BackupRefused("Another restore into this database is going on: wait for its end.")
            yield
        finally:
            keeper.close()

    def restoration(self) -> "PostgreSQLRestoration":
        return PostgreSQLRestoration()


class PostgreSQLRestoration:
    """The last part of the dump makes the transaction whole; until it comes, nobody sees any of it."""

    def __init__(self) -> None:
        _drop_all()
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed where the process ends
        options = ["--format=custom", "--single-transaction", "--exit-on-error", *PLAIN]
        self._process = _start("pg_restore", options, self._errors, stdin=subprocess.PIPE)

    def write(self, part: bytes) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(part)
        except BrokenPipeError:
            _refuse_failure(self._process, "pg_restore", self._errors)

    def put_in_place(self) -> None:
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        _refuse_failure(self._process, "pg_restore", self._errors)

    def finish(self) -> None:
        self._errors.close()

    def undo(self) -> None:
        _stop(self._process)
        self._errors.close()
        connection.close()
        _drop_all()


def _drop_all() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(OURS)
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)


def _start(program: str, options: list[str], errors: IO[bytes], **streams: int) -> subprocess.Popen:
    path = shutil.which(program)
    if path is None:
        raise BackupRefused(f"{program} is not on this machine: install PostgreSQL's client programs.")
    (_psql, *address), secrets = DatabaseClient.settings_to_cmd_args_env(settings.DATABASES["default"], [])
    *where, name = address
    environment = {**os.environ, **(secrets or {})}
    quiet: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    return subprocess.Popen(
        [path, "--no-password", *options, *where, f"--dbname={name}"],
        env=environment,
        stderr=errors,
        **{**quiet, **streams},
    )


def _refuse_failure(process: subprocess.Popen, program: str, errors: IO[bytes]) -> None:
    if process.wait():
        errors.seek(0)
        lines = errors.read().decode(errors="replace").strip().splitlines()
        said = next((line for line in lines if "error" in line.lower()), lines[-1] if lines else "it did not say why")
        raise BackupRefused(f"{program} failed: {said.removeprefix(f'{program}: error: ')}")


def _stop(process: subprocess.Popen) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(BrokenPipeError):
                stream.close()
