"""Real servers for tests: gunicorn processes on a free port of 127.0.0.1."""

import contextlib
import http.client
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.databases import ROOT, process_environment


@dataclass(frozen=True)
class Server:
    """A running application server."""

    url: str
    port: int
    process: subprocess.Popen
    log: Path


@contextlib.contextmanager
def run_server(
    database_url: str,
    var_dir: Path,
    *,
    workers: int = 1,
    threads: int = 8,
    application: str = "cms.wsgi:application",
    **environment: str,
) -> Iterator[Server]:
    """Serve the site on ``database_url`` until the block ends; two of them on one database are two app servers."""
    var_dir.mkdir(parents=True, exist_ok=True)
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listener:
        port = listener.getsockname()[1]
        log = var_dir / f"gunicorn-{port}.log"
        command = [sys.executable, "-m", "gunicorn", application, f"--bind=fd://{listener.fileno()}"]
        command += [f"--workers={workers}", f"--threads={threads}", "--worker-class=gthread", "--no-control-socket"]
        with log.open("w") as output:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=process_environment(database_url, var_dir, **environment),
                pass_fds=[listener.fileno()],
                stdout=output,
                stderr=subprocess.STDOUT,
            )
    try:
        _first_answer(port, log)
        yield Server(f"http://127.0.0.1:{port}", port, process, log)
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _first_answer(port: int, log: Path) -> None:
    # The socket listens before the server has loaded, so the first request waits for it without asking twice.
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        connection.request("GET", "/static/no-such-file")
        connection.getresponse().read()
    except OSError as error:
        raise AssertionError(f"The server did not start:\n{log.read_text()}") from error
    finally:
        connection.close()
