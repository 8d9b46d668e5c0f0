"""A real nginx for tests and measurements: the example of ``deploy/nginx`` with other addresses and folders."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.databases import ROOT
from tests.postgresql import free_port
from tests.required_tools import missing

EXAMPLE = ROOT / "deploy" / "nginx" / "teilhabe.conf"
AROUND = """
{user}
worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    types {{ application/pdf pdf; image/png png; text/html html; }}
    default_type application/octet-stream;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{site}
}}
"""


@contextlib.contextmanager
def run_nginx(app_port: int, var_dir: Path, folder: Path, more: str = "") -> Iterator[int]:
    """Put nginx before the app until the block ends, and hand out its port; ``more`` goes into the server block."""
    program = shutil.which("nginx") or ("/usr/sbin/nginx" if Path("/usr/sbin/nginx").exists() else None)
    if program is None:
        missing("nginx is not on this machine")
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    site = EXAMPLE.read_text()
    for ours, theirs in {
        "127.0.0.1:8000": f"127.0.0.1:{app_port}",
        "listen 80;": f"listen 127.0.0.1:{port};\n{more}",
        "/srv/teilhabe/var": str(var_dir),
        "/var/log/nginx": str(folder),
        "/var/cache/nginx": str(folder),
    }.items():
        assert ours in site
        site = site.replace(ours, theirs)
    # The folders of a test run are closed to others, such as the account that root's nginx works under.
    user = "user root;" if os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(AROUND.format(user=user, folder=folder, site=site))
    command = [program, "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]
    # It goes into the background once it listens.
    subprocess.run(command, check=True, capture_output=True, text=True)
    try:
        yield port
    finally:
        subprocess.run([*command, "-s", "stop"], check=True, capture_output=True, text=True)
