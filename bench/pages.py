"""``make bench-pages``: what a page of the demo costs, made anew and kept, beside the least that Django answers.

Everything runs on this machine behind gunicorn (2 processes with 8 threads), on PostgreSQL, without TLS:

made    our site with PAGE_CACHE=0: every page is made anew, in a warm process
kept    our site as shipped: the page is kept, and the numbers are read before each answer
rush    as kept, while the seats of every event change fifty times a second
proxy   as kept, behind nginx (deploy/nginx), which keeps a page for a second; beside "static", a file of nginx
crowd   as proxy, while the seats of every event change fifty times a second
seats   our site with PAGE_CACHE=0, one visitor; before each answer the seats of every event have changed
first   the same; before each answer an editor has published something, so nothing is left of what stood still
hello   bare Django: a greeting (bench.bare)
bare    bare Django: one query, one template, a page of about our size (bench.bare)
stock   a page of stock Wagtail in three languages (bench.stock)

Eight visitors ask at once, each time over a new connection. A round takes each page in turn, in changing order; the
first round warms up and is not counted. Printed are medians over the rounds: answers per second, CPU of the server for
each answer in milliseconds, and the ratio of both to hello, bare and stock. Only ratios of one run say something.

    python -m bench.pages [--rounds 5] [--asks 200] [--visitors 8] [--ways static,proxy,crowd]

A proxy that asks once a second needs rounds of about a second to show what it spares:
``--ways static,hello,proxy,crowd --asks 6000``.
"""

import argparse
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from bench.guessing import ask
from bench.signups import GUNICORN, OURS, STOCK, postgres, run
from cms.generation.triggers import TABLE
from tests.databases import ROOT
from tests.nginx import run_nginx
from tests.servers import Server, run_server

PAGES = {
    "home": "/de/",
    "event index": "/de/veranstaltungen/",
    "event": "",
    "news": "",
    "concept": "/de/konzept/",
    "content": "/de/impressum/",
}
FIND = """
import json
from events.models import EventPage
from home.models import NewsPage
print(json.dumps({
    "event": EventPage.objects.filter(locale__language_code="de", live=True, event__status="planned").last().url,
    "news": NewsPage.objects.filter(locale__language_code="de", live=True).last().url,
}))
"""
CHANGES_PER_SECOND = 50
SEATS_CHANGE = "UPDATE events_seatbook SET writes = writes + 1"
PUBLISHED = f"UPDATE {TABLE} SET number = number + 1"
YARDSTICKS = ("hello", "bare", "stock", "static")
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Way:
    """One page of one server, and what was measured of it in each round."""

    name: str
    page: str
    server: Server
    path: str
    size: int = 0
    # What happens in the database at ``url`` before each answer; then one visitor asks.
    url: str = ""
    change: str = ""
    is_rush: bool = False
    per_second: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def measure(self, asks: int, visitors: int, *, counts: bool) -> None:
        if self.change and not self.is_rush:
            self._measure_changed(max(asks // 10, 1), counts=counts)
            return
        # What was changed for another way must not be made anew on this one's time.
        size_of(self)
        job = {"port": self.server.port, "path": self.path, "size": self.size}
        before = cpu_of(self.server.process.pid)
        with self._rush():
            done = subprocess.run(
                [sys.executable, "-m", "bench.fetching"],
                cwd=ROOT,
                input=json.dumps({**job, "visitors": visitors, "downloads": asks}),
                capture_output=True,
                text=True,
            )
        if done.returncode:
            raise SystemExit(done.stderr)
        if counts:
            self.per_second.append(asks / float(done.stdout))
            self.cpu.append((cpu_of(self.server.process.pid) - before) * 1000 / asks)

    @contextlib.contextmanager
    def _rush(self) -> Iterator[None]:
        if not self.is_rush:
            yield
            return
        over = threading.Event()

        def change() -> None:
            with psycopg.connect(self.url, autocommit=True) as connection:
                while not over.wait(1 / CHANGES_PER_SECOND):
                    connection.execute(self.change)

        changing = threading.Thread(target=change)
        changing.start()
        try:
            yield
        finally:
            over.set()
            changing.join()

    def _measure_changed(self, asks: int, *, counts: bool) -> None:
        seconds, before = 0.0, cpu_of(self.server.process.pid)
        with psycopg.connect(self.url, autocommit=True) as connection:
            for _time in range(asks):
                connection.execute(self.change)
                began = time.perf_counter()
                ask(self.server.port, "GET", self.path)
                seconds += time.perf_counter() - began
        if counts:
            self.per_second.append(asks / seconds)
            self.cpu.append((cpu_of(self.server.process.pid) - before) * 1000 / asks)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--asks", type=int, default=200, help="answers of each page in each round")
    parser.add_argument("--visitors", type=int, default=8)
    parser.add_argument("--ways", default="", help="only these of the ways below; all when nothing is said")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="teilhabe-bench-") as folder, all_ways(Path(folder)) as every_way:
        ways = [way for way in every_way if not options.ways or way.name in options.ways.split(",")]
        for turn in range(options.rounds + 1):
            for way in ways[turn % len(ways) :] + ways[: turn % len(ways)]:
                way.measure(options.asks, options.visitors, counts=turn > 0)
        print_table(ways)


@contextlib.contextmanager
def all_ways(folder: Path) -> Iterator[list[Way]]:
    """Serve the demo twice, and the yardsticks."""
    with contextlib.ExitStack() as stack:
        new_url = stack.enter_context(postgres(folder))
        ours, theirs = new_url(), new_url()
        run(ours, folder / "ours", OURS, "-m", "django", "migrate", "--verbosity", "0")
        run(ours, folder / "ours", "cms.settings.dev", "-m", "django", "demo")
        pages = {
            **PAGES,
            **json.loads(run(ours, folder / "ours", OURS, "-m", "django", "shell", "--no-imports", "-c", FIND)),
        }
        run(theirs, folder / "stock", STOCK, "-m", "django", "migrate", "--verbosity", "0")
        run(theirs, folder / "stock", STOCK, "-m", "bench.stock.prepare", "1")

        def serve(url: str, name: str, **environment: str) -> Server:
            return stack.enter_context(run_server(url, folder / name, **GUNICORN, **environment))

        made = serve(ours, "ours", DJANGO_SETTINGS_MODULE=OURS, PAGE_CACHE="0")
        kept = serve(ours, "ours", DJANGO_SETTINGS_MODULE=OURS)
        bare = serve(ours, "ours", DJANGO_SETTINGS_MODULE="", application="bench.bare:application")
        stock = serve(theirs, "stock", DJANGO_SETTINGS_MODULE=STOCK, application="bench.stock.wsgi:application")
        page_of_ours = stack.enter_context(run_nginx(kept.port, folder / "ours", folder / "nginx", plain_file(folder)))
        proxied = Server(f"http://127.0.0.1:{page_of_ours}", page_of_ours, kept.process, kept.log)
        ways = [
            Way("static", "", proxied, "/plain.html"),
            Way("hello", "", bare, "/hello"),
            Way("bare", "", bare, "/page"),
            Way("stock", "", stock, "/en/article/"),
        ]
        for page, path in pages.items():
            ways += [Way("made", page, made, path), Way("kept", page, kept, path)]
            ways.append(Way("rush", page, kept, path, url=ours, change=SEATS_CHANGE, is_rush=True))
            ways.append(Way("proxy", page, proxied, path))
            ways.append(Way("crowd", page, proxied, path, url=ours, change=SEATS_CHANGE, is_rush=True))
            ways.append(Way("seats", page, made, path, url=ours, change=SEATS_CHANGE))
            ways.append(Way("first", page, made, path, url=ours, change=PUBLISHED))
        for way in ways:
            way.size = size_of(way)
        yield ways


def plain_file(folder: Path) -> str:
    """Write a file of the size of a page, and return how nginx hands it out."""
    (folder / "plain").mkdir()
    (folder / "plain" / "plain.html").write_text("x" * 18_000)
    return f"location = /plain.html {{ root {folder}/plain; }}"


def size_of(way: Way) -> int:
    """Open a page in each process, so that it is warm; return its bytes."""
    answers = [ask(way.server.port, "GET", way.path) for _time in range(20)]
    if {status for status, _body in answers} != {200}:
        raise SystemExit(f"{way.path} answered {answers[-1][0]}.")
    return len(answers[-1][1])


def cpu_of(process: int) -> float:
    """Return how many seconds of CPU a server and its children have taken."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return sum(_cpu(pid) for pid in [str(process), *children])


def _cpu(pid: str) -> float:
    columns = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(columns[11]) + int(columns[12])) / TICKS


def print_table(ways: list[Way]) -> None:
    by_name = {way.name: way for way in ways if not way.page}
    lines = [
        "",
        f"{'page':<12}  way    per second  CPU ms  bytes   of hello      of bare       of stock      of static",
    ]
    for way in ways:
        rate, cpu = statistics.median(way.per_second), statistics.median(way.cpu)
        shares = "  ".join(_share(way, by_name[name]) if name in by_name else " " * 12 for name in YARDSTICKS)
        lines.append(f"{way.page or '-':<12}  {way.name:<5}  {rate:>10.0f}  {cpu:>6.2f}  {way.size:>5}  {shares}")
    sys.stdout.write("\n".join(lines) + "\n")


def _share(way: Way, other: Way) -> str:
    rates = statistics.median(ours / theirs for ours, theirs in zip(way.per_second, other.per_second, strict=True))
    cpu = statistics.median(other.cpu) / max(statistics.median(way.cpu), 1e-9)
    return f"{rates:>5.2f}, {cpu:>5.2f}"


if __name__ == "__main__":
    main()
