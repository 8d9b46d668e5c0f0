"""The demo, loaded once per run and served by real processes, for the tests that look at the whole site."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.databases import manage, once
from tests.servers import Server, run_server

LANGUAGES = ["de", "en", "de-simple"]
# Has some pages only, see home.demo.arabic.
RIGHT_TO_LEFT = "ar"


@dataclass(frozen=True)
class DemoSite:
    """The demo behind a running server; ``paths`` are the addresses of its pages without their language."""

    server: Server
    database_url: str
    var_dir: Path
    paths: list[str]

    @property
    def url(self) -> str:
        return self.server.url

    def run_worker(self) -> None:
        """Do once what the worker repeats: send mails, end holds."""
        manage(self.database_url, self.var_dir, "worker", "--once")

    def mails_to(self, address: str) -> list[EmailMessage]:
        """Return the mails that have been sent to an address, the oldest first."""
        found = []
        for path in sorted((self.var_dir / "mail").glob("*.log"), key=lambda path: path.stat().st_mtime_ns):
            message = message_from_bytes(path.read_bytes().split(b"\n" + b"-" * 79)[0], policy=policy.default)
            if address in message["To"]:
                found.append(message)
        return found


def links_of(message: EmailMessage) -> list[str]:
    """Return the addresses in the plain text of a mail."""
    text = message.get_body(("plain",)).get_content()
    return re.findall(r"https?://\S+", text)


def _loaded(shared: Path) -> str:
    folder = shared / "demo"
    folder.mkdir()
    url = f"sqlite:///{folder / 'db.sqlite3'}"
    manage(url, folder, "migrate", "--verbosity", "0")
    manage(url, folder, "demo")
    return str(folder)


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory) -> Iterator[DemoSite]:
    """The demo with its server; tests may sign up, but leave the pages as they are."""
    var_dir = tmp_path_factory.mktemp("demo") / "var"
    shutil.copytree(once("demo_folder", _loaded), var_dir)
    url = f"sqlite:///{var_dir / 'db.sqlite3'}"
    with run_server(url, var_dir, threads=8) as server:
        yield DemoSite(server, url, var_dir, _paths(url, var_dir))


def _paths(url: str, var_dir: Path) -> list[str]:
    code = (
        "from wagtail.models import Page; "
        "print(*[page.url.removeprefix('/de') for page in "
        "Page.objects.live().filter(depth__gt=1, locale__language_code='de').order_by('path')])"
    )
    return manage(url, var_dir, "shell", "--no-imports", "-c", code).stdout.split()
