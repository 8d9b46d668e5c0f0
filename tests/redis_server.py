"""A real Redis for tests: an empty one on a free port, in memory only."""

import contextlib
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import redis

from tests.postgresql import free_port
from tests.required_tools import missing

SECONDS_TO_START = 20


@dataclass(frozen=True)
class RedisServer:
    """A running server; ``stop`` ends it, as a machine that is lost would."""

    url: str
    process: subprocess.Popen

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()

    def client(self) -> redis.Redis:
        return redis.Redis.from_url(self.url)


@contextlib.contextmanager
def run_redis(folder: Path) -> Iterator[RedisServer]:
    """Serve an empty Redis on this machine until the block ends."""
    program = shutil.which("redis-server")
    if program is None:
        missing("redis-server is not on this machine")
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    command = [program, "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--dir", str(folder)]
    with (folder / "log").open("w") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
    server = RedisServer(f"redis://127.0.0.1:{port}/0", process)
    try:
        _wait_for(server)
        yield server
    finally:
        server.stop()


@pytest.fixture
def redis_server(tmp_path) -> Iterator[RedisServer]:
    """An empty Redis for this test alone."""
    with run_redis(tmp_path / "redis") as server:
        yield server


def _wait_for(server: RedisServer) -> None:
    until = time.monotonic() + SECONDS_TO_START
    with contextlib.closing(server.client()) as client:
        while time.monotonic() < until and server.process.poll() is None:
            with contextlib.suppress(redis.ConnectionError):
                client.ping()
                return
            # Nothing tells when it listens.
            time.sleep(0.02)
    raise AssertionError("Redis did not start.")
