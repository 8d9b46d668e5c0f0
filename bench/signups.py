"""``make bench-signups``: how many people sign up per second and how long each waits, beside the least a limit costs.

Three ways to take the same post, on the same gunicorn settings (2 processes with 8 threads), the same settings of the
database connection and, for each engine, the same server:

ours   the form of an event, whole: the signed time, the checks, three questions, seat, history, consent and owed mail
bare   a Django view with one locked count and insert (bench.stock.views): the least that keeps a limit
stock  a form page of ``wagtail.contrib.forms`` with the same questions; it keeps no limit and sends no mail

1, 8 and 32 visitors post at once, each post over a new connection. All posts of a round go to one event, the hard case:
one lock. It has more seats than there are posts, and each round has an event of its own, so that no way grows slower
than another. Then they open the form, ours and the stock one. At last a hundred people come at once for fifty seats: of
ours the last one gets all back that was typed.

A round takes each of the ways in turn, in changing order, because other work on the machine comes and goes; the first
round warms up and is not counted. Only ratios of one run say something; the seconds belong to the machine. PostgreSQL
is TEST_DATABASE_URL or a private cluster that writes to the disk as in production.

    python -m bench.signups [--engines postgres,sqlite] [--clients 1,8,32] [--rounds 4] [--posts 160]
"""

import argparse
import contextlib
import html
import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from tests import postgresql
from tests.databases import ROOT, process_environment
from tests.servers import run_server

from .ours import CROWD, SEATS_OF_A_CROWD

OURS, STOCK = "bench.settings", "bench.stock.settings"
HEAD = "at once  way    per second  median ms  p95 ms\n"
GUNICORN = {"workers": 2, "threads": 8}


@dataclass
class Way:
    """Where one way takes its posts, and what has been measured of it."""

    name: str
    port: int
    paths: list[str]
    fields: dict | None
    cookie: str
    # Which share of the posts ends how.
    expected: dict[str, float]
    forms: dict[str, list[str]] = field(default_factory=dict)
    per_second: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    times: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))

    def measure(self, path: str, clients: int, posts: int, *, counts: bool) -> None:
        """Let ``clients`` visitors send ``posts`` posts; each must end as a sign-up does."""
        job = {
            "port": self.port,
            "path": path,
            "fields": self.fields,
            "cookie": self.cookie,
            "clients": clients,
            "numbers": [0, posts],
            "forms": self.forms.get(path),
        }
        done = subprocess.run(
            [sys.executable, "-m", "bench.load"], cwd=ROOT, input=json.dumps(job), capture_output=True, text=True
        )
        if done.returncode:
            raise SystemExit(done.stderr)
        found = json.loads(done.stdout)
        expected = {answer: round(posts * share) for answer, share in self.expected.items()}
        if found["answers"] != expected:
            raise SystemExit(f"{self.name} answered {found['answers']} instead of {expected}.")
        if counts:
            self.per_second[clients].append(posts / found["seconds"])
            self.times[clients] += found["times"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engines", default="postgres,sqlite")
    parser.add_argument("--clients", default="1,8,32")
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--posts", type=int, default=160, help="posts of each way in each round")
    options = parser.parse_args()
    clients = [int(number) for number in options.clients.split(",")]
    for engine in options.engines.split(","):
        with tempfile.TemporaryDirectory(prefix="teilhabe-bench-") as folder:
            measure_engine(engine, Path(folder), clients, options.rounds, options.posts)


def measure_engine(engine: str, folder: Path, clients: list[int], rounds: int, posts: int) -> None:
    """Measure all ways on one engine and print the table."""
    turns = len(clients) * (rounds + 1)
    with contextlib.ExitStack() as stack:
        new_url = stack.enter_context(ENGINES[engine](folder))
        our = stack.enter_context(our_way(new_url(), folder / "ours", turns, posts, rounds + 1))
        bare, stock = stack.enter_context(other_ways(new_url(), folder / "stock", turns, rounds + 1))
        ways = [our, bare, stock]
        forms = [replace(way, fields=None, expected={"200": 1}, **new_measures()) for way in (our, stock)]
        crowds = [replace(way, expected=half_full(way), **new_measures()) for way in (our, bare)]
        turn = 0
        for round_number in range(rounds + 1):
            for number in clients:
                # Nobody is always the first.
                for way in ways[turn % 3 :] + ways[: turn % 3]:
                    way.measure(way.paths[turn], number, posts, counts=round_number > 0)
                turn += 1
        for round_number in range(rounds + 1):
            counts = round_number > 0
            for way in forms if round_number % 2 else forms[::-1]:
                way.measure(way.paths[0], 8, posts, counts=counts)
            for way in crowds if round_number % 2 else crowds[::-1]:
                way.measure(way.paths[turns + round_number], CROWD, CROWD, counts=counts)
    print_table(engine, ways, clients)
    sys.stdout.write("\nthe form opened, 8 at once\n" + HEAD + "\n".join([*lines_of(forms, 8), ""]))
    sys.stdout.write(f"\n{CROWD} at once for {SEATS_OF_A_CROWD} seats\n" + HEAD)
    sys.stdout.write("\n".join([*lines_of(crowds, CROWD), *map(last_answer, crowds), ""]))


def new_measures() -> dict:
    return {"per_second": defaultdict(list), "times": defaultdict(list)}


def half_full(way: Way) -> dict[str, float]:
    [taken] = way.expected
    return {taken: SEATS_OF_A_CROWD / CROWD, "200": 1 - SEATS_OF_A_CROWD / CROWD}


@contextlib.contextmanager
def our_way(url: str, var_dir: Path, turns: int, posts: int, crowds: int) -> Iterator[Way]:
    """Serve our site with an event for each turn and each crowd."""
    run(url, var_dir, OURS, "-m", "django", "migrate", "--verbosity", "0")
    made = json.loads(run(url, var_dir, OURS, "-m", "bench.ours", str(turns), str(posts), str(crowds)))
    forms = {f"/en/signup/{public_id}/": starts for public_id, starts in made.items()}
    paths = list(forms)
    with run_server(url, var_dir, **GUNICORN, DJANGO_SETTINGS_MODULE=OURS) as server:
        # The first page compiles the templates.
        hidden_field(server.port, paths[0], "started")
        fields = {
            "given_name": "Person",
            "family_name": ["Nummer {number}"],
            "email": ["person-{number}@example.org"],
            "organisation": "Verein",
            "q-topics": ["o1", "o2"],
            "q-role": "o1",
            "q-remarks": "Guten Tag",
            "consent": "on",
        }
        yield Way("ours", server.port, paths, fields, "", {"303 mailbox": 1}, forms)
    wanted = "from events.models import Signup; print(Signup.objects.count())"
    check_rows(run(url, var_dir, OURS, "-m", "django", "shell", "--no-imports", "-c", wanted), "ours")


@contextlib.contextmanager
def other_ways(url: str, var_dir: Path, turns: int, crowds: int) -> Iterator[list[Way]]:
    """Serve the bare view and the stock form page."""
    run(url, var_dir, STOCK, "-m", "django", "migrate", "--verbosity", "0")
    courses = json.loads(run(url, var_dir, STOCK, "-m", "bench.stock.prepare", str(turns), str(crowds)))
    application = "bench.stock.wsgi:application"
    with run_server(url, var_dir, **GUNICORN, application=application, DJANGO_SETTINGS_MODULE=STOCK) as server:
        token, cookie = hidden_field(server.port, "/en/sign-up/", "csrfmiddlewaretoken")
        bare = {"given_name": "Person", "family_name": ["Nummer {number}"], "email": ["person-{number}@example.org"]}
        stock = {
            "csrfmiddlewaretoken": token,
            "first_name": "Person",
            "last_name": ["Nummer {number}"],
            "address": ["person-{number}@example.org"],
            "organisation": "Verein",
            "topics": ["Arbeit", "Wohnen"],
            "role": "Ehrenamt",
            "remarks": "Guten Tag",
            "consent": "on",
        }
        yield [
            Way("bare", server.port, [f"/bare/{pk}/" for pk in courses], bare, "", {"303 done": 1}),
            Way("stock", server.port, ["/en/sign-up/"] * turns, stock, cookie, {"200": 1}),
        ]
    wanted = (
        "from bench.stock.models import Entry; from wagtail.contrib.forms.models import FormSubmission; "
        "print(Entry.objects.count(), FormSubmission.objects.count())"
    )
    check_rows(run(url, var_dir, STOCK, "-m", "django", "shell", "--no-imports", "-c", wanted), "bare and stock")


def check_rows(printed: str, name: str) -> None:
    sys.stdout.write(f"  {name}: {printed.strip()} rows written\n")


@contextlib.contextmanager
def sqlite(folder: Path):
    yield lambda: f"sqlite:///{folder / uuid.uuid4().hex}.sqlite3"


@contextlib.contextmanager
def postgres(folder: Path):
    """Hand out databases on TEST_DATABASE_URL or on a private cluster, and drop them afterwards."""
    server = os.environ.get("TEST_DATABASE_URL", "")
    cluster = None if server else folder / "cluster"
    if cluster:
        server = postgresql.start_cluster(cluster, safe_against_power_cuts=True)
    names: list[str] = []

    def new() -> str:
        names.append(f"teilhabe_bench_{uuid.uuid4().hex[:12]}")
        execute(server, f'CREATE DATABASE "{names[-1]}"')
        return urlsplit(server)._replace(path=f"/{names[-1]}").geturl()

    try:
        yield new
    finally:
        for name in names:
            execute(server, f'DROP DATABASE "{name}" WITH (FORCE)')
        if cluster:
            postgresql.stop_cluster(cluster)


ENGINES = {"postgres": postgres, "sqlite": sqlite}


def execute(server: str, statement: str) -> None:
    with contextlib.closing(psycopg.connect(server, autocommit=True)) as connection:
        connection.execute(statement)


def run(url: str, var_dir: Path, settings: str, *command: str) -> str:
    """Run Python with these arguments under the settings and return what it printed."""
    var_dir.mkdir(parents=True, exist_ok=True)
    environment = process_environment(url, var_dir, DJANGO_SETTINGS_MODULE=settings)
    done = subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}:\n{done.stdout}{done.stderr}")
    return done.stdout


def hidden_field(port: int, path: str, name: str) -> tuple[str, str]:
    """Open a page with a form; return the value of its hidden field and the cookie that it sets."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    page = answer.read().decode()
    connection.close()
    found = re.search(f'name="{name}" value="([^"]*)"', page)
    if not found:
        raise SystemExit(f"{path} answered {answer.status} without {name}:\n{page[:2000]}")
    return html.unescape(found[1]), (answer.headers.get("Set-Cookie") or "").split(";")[0]


def print_table(engine: str, ways: list[Way], clients: list[int]) -> None:
    """Print, for each number of visitors, the medians over the rounds and our share of the others."""
    lines = [line for number in clients for line in lines_of(ways, number)]
    sys.stdout.write(f"\n{engine}, posts to one event\n" + HEAD + "\n".join([*lines, ""]))
    sys.stdout.flush()


def lines_of(ways: list[Way], number: int) -> list[str]:
    """Return the lines of a table for this number of visitors; the first way is ours."""
    lines = []
    for way in ways:
        times = sorted(way.times[number])
        middle, late = statistics.median(times) * 1000, times[int(len(times) * 0.95)] * 1000
        per_second = statistics.median(way.per_second[number])
        lines.append(f"{number:>7}  {way.name:<5}  {per_second:>10.0f}  {middle:>9.1f}  {late:>6.1f}")
    shares = [f"ours/{other.name} {ratio(ways[0], other, number)}" for other in ways[1:]]
    return [*lines, " " * 9 + "   ".join(shares)]


def last_answer(way: Way) -> str:
    seconds = statistics.median(CROWD / per_second for per_second in way.per_second[CROWD])
    return f"{way.name}: the last one is answered after {seconds * 1000:.0f} ms"


def ratio(ours: Way, other: Way, clients: int) -> str:
    """Return the median over the rounds of our rate by the other's in the same round, with the lowest and highest."""
    pairs = zip(ours.per_second[clients], other.per_second[clients], strict=True)
    ratios = sorted(mine / theirs for mine, theirs in pairs)
    return f"{statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})"


if __name__ == "__main__":
    main()
