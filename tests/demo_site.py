"""The demo, loaded once per run and served by real processes, for the tests that look at the whole site."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from events.models import Event
from home.demo.events import NAMES
from tests.databases import manage, migrated_sqlite, once
from tests.servers import Server, run_server

LANGUAGES = ["de", "en", "de-simple"]
# Every run walks German; the words of the others are held by tests without a browser, their walks by the long run.
WALKED = ["de", *(pytest.param(code, marks=pytest.mark.long) for code in LANGUAGES[1:])]
# Has some pages only, see home.demo.arabic.
RIGHT_TO_LEFT = "ar"
PRINTED = "printed.txt"
# Pages whose pictures would otherwise be made again by each server and in every test.
PICTURED = ["/de/", "/de/prozess/", "/de/veranstaltungen/"]
LOOK_AT_PICTURES = f"""
from django.test import Client
assert {{Client(SERVER_NAME="127.0.0.1").get(path).status_code for path in {PICTURED}}} == {{200}}
"""


@dataclass(frozen=True)
class DemoSite:
    """The demo behind a running server; ``types`` holds the type of each page by its address, without language."""

    server: Server
    database_url: str
    var_dir: Path
    types: dict[str, str]

    @property
    def paths(self) -> list[str]:
        """The addresses of all pages, without their language."""
        return list(self.types)

    @property
    def one_of_each_type(self) -> list[str]:
        """The address of the first page of each type, without its language."""
        return list({kind: path for path, kind in reversed(self.types.items())}.values())

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


def event_of_demo() -> Event:
    """Return the demo's first event, by its name: other tests have made events of their own."""
    return Event.objects.get(name=NAMES["open-1"])


def links_of(message: EmailMessage) -> list[str]:
    """Return the addresses in the plain text of a mail."""
    text = message.get_body(("plain",)).get_content()
    return re.findall(r"https?://\S+", text)


@dataclass(frozen=True)
class LoadedDemo:
    """A copy of the demo's files, which may be changed; ``printed`` is what the command said when it loaded it."""

    var_dir: Path
    printed: str

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.var_dir / 'db.sqlite3'}"


def loaded_demo(target: Path) -> LoadedDemo:
    """Return a copy, below ``target``, of the demo that is loaded once per run."""
    shutil.copytree(demo_folder(), target / "var")
    return LoadedDemo(target / "var", (target / "var" / PRINTED).read_text())


def demo_folder() -> Path:
    """Return the folder of the demo that is loaded once per run, with its ``db.sqlite3``; to be copied, not changed."""
    return Path(once("demo_folder", _load))


def _load(shared: Path) -> str:
    folder = shared / "demo"
    folder.mkdir()
    database = folder / "db.sqlite3"
    shutil.copyfile(migrated_sqlite(), database)
    url = f"sqlite:///{database}"
    (folder / PRINTED).write_text(manage(url, folder, "demo").stdout)
    manage(url, folder, "shell", "--no-imports", "-c", LOOK_AT_PICTURES)
    return str(folder)


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory) -> Iterator[DemoSite]:
    """The demo with its server; tests may sign up, but leave the pages as they are."""
    demo = loaded_demo(tmp_path_factory.mktemp("demo"))
    url, var_dir = demo.database_url, demo.var_dir
    with run_server(url, var_dir, threads=8) as server:
        yield DemoSite(server, url, var_dir, _types(url, var_dir))


def _types(url: str, var_dir: Path) -> dict[str, str]:
    code = (
        "from wagtail.models import Page; "
        "print(*[page.url.removeprefix('/de') + ' ' + page.content_type.model for page in "
        "Page.objects.live().filter(depth__gt=1, locale__language_code='de').order_by('path')], sep='\\n')"
    )
    printed = manage(url, var_dir, "shell", "--no-imports", "-c", code).stdout
    return dict(line.split(" ") for line in printed.splitlines())
