"""Stops a server in the middle of a sign-up: PostgreSQL itself waits before it writes the mail that is owed."""

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg

from tests.servers import Server

# What the test and the trigger agree on.
GATE = 20_260_627
CLOSE_GATE = f"""
CREATE FUNCTION wait_at_the_gate() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM pg_advisory_xact_lock_shared({GATE}); RETURN NEW; END $$;
CREATE TRIGGER wait_at_the_gate BEFORE INSERT ON mail_mail FOR EACH ROW EXECUTE FUNCTION wait_at_the_gate();
"""
AT_THE_GATE = f"SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = {GATE} AND NOT granted"


class Gate:
    """Closed, it holds every transaction that has written a sign-up and is about to write its mail."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def someone_waits(self) -> int:
        """Wait until a transaction stands at the gate and return its backend's process id."""
        while True:
            row = self.connection.execute(AT_THE_GATE).fetchone()
            if row:
                return row[0]
            self.connection.execute("SELECT pg_sleep(0.02)")

    def end_connection(self, pid: int) -> None:
        self.connection.execute("SELECT pg_terminate_backend(%s, 10000)", [pid])

    def remove(self) -> None:
        self.connection.execute("SELECT pg_advisory_unlock_all()")
        self.connection.execute("DROP FUNCTION wait_at_the_gate CASCADE")


@contextlib.contextmanager
def closed_gate(url: str) -> Iterator[Gate]:
    """Close the gate of a database for the time of the block."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(CLOSE_GATE)
        connection.execute("SELECT pg_advisory_lock(%s)", [GATE])
        gate = Gate(connection)
        try:
            yield gate
        finally:
            gate.remove()


def kill_with_children(server: Server) -> None:
    """End gunicorn and its workers at once, as a crash of the machine would."""
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
    for pid in [*map(int, children), server.process.pid]:
        _kill(pid)
    server.process.wait()


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


class After:
    """Counts answers and says when there were enough of them."""

    def __init__(self, answers: int) -> None:
        self.left = answers
        self.reached = threading.Event()
        self.lock = threading.Lock()

    def __call__(self, _said: str) -> None:
        with self.lock:
            self.left -= 1
            if self.left == 0:
                self.reached.set()
