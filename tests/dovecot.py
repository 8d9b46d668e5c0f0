"""A real IMAP server for tests: Dovecot on a free port of this machine, with TLS and one empty mailbox."""

import base64
import contextlib
import grp
import imaplib
import os
import pwd
import shutil
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.postgresql import free_port
from tests.required_tools import missing

SECONDS_TO_START = 20
USER, PASSWORD = "mitreden@stadt.example", "pässword @/:"


@dataclass(frozen=True)
class ImapServer:
    """A running server; its certificate is one of its own."""

    port: int
    starttls_port: int
    certificate: Path

    def url(self, *, password: str = PASSWORD, folder: str = "INBOX", by_starttls: bool = False) -> str:
        """What stands in BOUNCE_MAILBOX_URL."""
        scheme, port = ("imap", self.starttls_port) if by_starttls else ("imaps", self.port)
        return f"{scheme}://{quote(USER, safe='')}:{quote(password, safe='')}@localhost:{port}/{folder}"

    @contextlib.contextmanager
    def opened(self) -> Iterator[imaplib.IMAP4_SSL]:
        """What somebody sees who reads the mailbox beside the site."""
        context = ssl.create_default_context(cafile=str(self.certificate))
        with imaplib.IMAP4_SSL("localhost", self.port, ssl_context=context, timeout=SECONDS_TO_START) as connection:
            connection.authenticate("PLAIN", lambda _asked: f"\0{USER}\0{PASSWORD}".encode())
            connection.select("INBOX")
            yield connection

    def put(self, *messages: bytes) -> None:
        with self.opened() as connection:
            for message in messages:
                assert connection.append("INBOX", None, None, message)[0] == "OK"

    def flags(self) -> list[str]:
        """The flags of each message that is there, in order."""
        with self.opened() as connection:
            _kind, answer = connection.uid("FETCH", "1:*", "(FLAGS)")
        lines = [line.decode() for line in answer if line]
        return [line.partition("FLAGS (")[2].partition(")")[0].replace("\\Recent", "").strip() for line in lines]


@contextlib.contextmanager
def run_dovecot(certificate: Path) -> Iterator[ImapServer]:
    """Serve an empty mailbox until the block ends."""
    program = shutil.which("dovecot") or "/usr/sbin/dovecot"
    if not Path(program).exists():
        missing("dovecot is not on this machine")
    # It gives the mailbox to an account without rights, which can't enter pytest's folders.
    folder = Path(tempfile.mkdtemp(prefix="teilhabe-imap-"))
    server = ImapServer(free_port(), free_port(), certificate)
    (folder / "dovecot.conf").write_text(_configuration(folder, server))
    try:
        with (folder / "out").open("w") as output:
            process = subprocess.Popen(
                [program, "-F", "-c", str(folder / "dovecot.conf")], stdout=output, stderr=subprocess.STDOUT
            )
        try:
            _wait_for(server, process, folder)
            yield server
        finally:
            process.terminate()
            process.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def imap_server(certificate, monkeypatch) -> Iterator[ImapServer]:
    """An empty mailbox for this test alone, on a server that this process trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with run_dovecot(certificate) as server:
        yield server


def _configuration(folder: Path, server: ImapServer) -> str:
    own = pwd.getpwuid(os.getuid())
    # As root it keeps its usual accounts, and the mails belong to nobody in particular.
    reader = pwd.getpwnam("nobody") if own.pw_uid == 0 else own
    folder.chmod(0o755)
    (folder / "mail").mkdir()
    os.chown(folder / "mail", reader.pw_uid, reader.pw_gid)
    group = grp.getgrgid(own.pw_gid).gr_name
    accounts = [f"default_{name} = {own.pw_name}" for name in ("internal_user", "login_user")]
    accounts = [] if own.pw_uid == 0 else [*accounts, f"default_internal_group = {group}"]
    return f"""
protocols = imap
listen = 127.0.0.1, ::1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
{chr(10).join(accounts)}
ssl = required
ssl_cert = <{server.certificate}
ssl_key = <{server.certificate}
auth_mechanisms = plain
first_valid_uid = 1
mail_location = maildir:{folder}/mail
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {server.starttls_port}
  }}
  inet_listener imaps {{
    port = {server.port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
passdb {{
  driver = static
  args = password={{PLAIN.B64}}{_base64(PASSWORD)}
}}
userdb {{
  driver = static
  args = uid={reader.pw_uid} gid={reader.pw_gid} home={folder}/mail
}}
"""


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _wait_for(server: ImapServer, process: subprocess.Popen, folder: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), server.opened():
            return
        # Nothing tells when it listens.
        time.sleep(0.05)
    log = folder / "log"
    raise AssertionError(
        f"Dovecot did not start: {(folder / 'out').read_text()}{log.read_text() if log.exists() else ''}"
    )
