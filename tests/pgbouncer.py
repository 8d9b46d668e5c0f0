"""A real PgBouncer in transaction mode, with few connections for many clients."""

import contextlib
import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from tests.postgresql import free_port
from tests.required_tools import missing

SECONDS_TO_START = 20
CONNECTIONS = 8


@contextlib.contextmanager
def run_pgbouncer(database_url: str, folder: Path) -> Iterator[str]:
    """Stand before this database until the block ends; yield the address to use instead."""
    program = shutil.which("pgbouncer") or "/usr/sbin/pgbouncer"
    if not Path(program).exists():
        missing("pgbouncer is not on this machine")
    folder.mkdir(parents=True, exist_ok=True)
    server, port = urlsplit(database_url), free_port()
    name = server.path.lstrip("/")
    (folder / "users.txt").write_text(f'"{server.username}" ""\n')
    (folder / "pgbouncer.ini").write_text(
        f"[databases]\n{name} = host={server.hostname} port={server.port} dbname={name}\n[pgbouncer]\n"
        f"listen_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\nauth_type = trust\n"
        f"auth_file = {folder / 'users.txt'}\npool_mode = transaction\ndefault_pool_size = {CONNECTIONS}\n"
        "max_client_conn = 500\n"
    )
    # It refuses to run as root.
    account = ["-u", "postgres"] if os.getuid() == 0 and "postgres" in {one.pw_name for one in pwd.getpwall()} else []
    with (folder / "log").open("w") as output:
        process = subprocess.Popen(
            [program, *account, str(folder / "pgbouncer.ini")], stdout=output, stderr=subprocess.STDOUT
        )
    address = f"postgresql://{server.username}@127.0.0.1:{port}/{name}"
    try:
        _wait_for(address, process, folder / "log")
        yield address
    finally:
        process.kill()
        process.wait()


def _wait_for(address: str, process: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            psycopg.connect(address, autocommit=True, prepare_threshold=None).close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                raise AssertionError(f"PgBouncer did not start:\n{log.read_text()}") from None
            time.sleep(0.1)
        else:
            return
