"""``make bench-guessing``: how long the home page takes while eight connections guess a password of staff.

The demo on SQLite behind gunicorn as in production (2 processes with 8 threads), on this machine and without TLS. One
visitor opens the home page again and again, each time over a new connection:

alone      nobody else is there
throttled  eight connections guess as fast as they are answered, each time for another account; the limits as shipped
open       the same without limits: each guess costs the hashing of a password

A round takes each of the three in turn, in changing order, because other work on the machine comes and goes; the first
round warms up and is not counted. Only ratios of one run say something; the milliseconds belong to the machine.

    python -m bench.guessing [--rounds 5] [--pages 60] [--guessers 8]
"""

import argparse
import http.client
import itertools
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from bench.downloads import write
from bench.signups import GUNICORN, OURS, hidden_field
from tests.databases import ROOT, manage
from tests.servers import run_server

HOME, LOG_IN = "/de/", "/account/login/"
NO_THROTTLE = {
    "LOG_INS_PER_NETWORK_AND_MINUTE": "0",
    "LOG_INS_PER_NETWORK_AND_HOUR": "0",
    "LOG_INS_PER_ACCOUNT_AND_HOUR": "0",
    "LOG_INS_OF_UNKNOWN_DEVICES_PER_MINUTE": "0",
}
# Nobody guesses for longer, whatever becomes of the measurement.
LONGEST_SECONDS = 120


@dataclass
class Way:
    """One of the three, and what has been measured of it: milliseconds of each page, and the answers to guesses."""

    name: str
    port: int
    guessers: int
    times: list[float] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)

    def measure(self, pages: int) -> tuple[list[float], Counter[str]]:
        """Open the home page so many times while the guessers are at work."""
        if not self.guessers:
            return open_home(self.port, pages), Counter()
        command = [sys.executable, "-m", "bench.guessing", "--guess", str(self.port), "--guessers", str(self.guessers)]
        with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as guessing:
            # The first line says that all of them have begun.
            guessing.stdout.readline()
            times = open_home(self.port, pages)
            answers = json.loads(guessing.communicate()[0])
        return times, Counter(answers)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pages", type=int, default=60, help="pages that the visitor opens of each way in each round")
    parser.add_argument("--guessers", type=int, default=8)
    parser.add_argument("--guess", type=int, metavar="PORT", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.guess:
        guess(options.guess, options.guessers)
        return
    with tempfile.TemporaryDirectory(prefix="teilhabe-bench-") as folder:
        measure(Path(folder), options.rounds, options.pages, options.guessers)


def measure(folder: Path, rounds: int, pages: int, guessers: int) -> None:
    """Measure the three ways and print the table."""
    url = f"sqlite:///{folder / 'db.sqlite3'}"
    manage(url, folder, "migrate", "--verbosity", "0")
    manage(url, folder, "demo")
    served = {**GUNICORN, "DJANGO_SETTINGS_MODULE": OURS}
    with run_server(url, folder, **served) as server, run_server(url, folder, **served, **NO_THROTTLE) as unthrottled:
        ways = [
            Way("alone", server.port, 0),
            Way("throttled", server.port, guessers),
            Way("open", unthrottled.port, guessers),
        ]
        for turn in range(rounds + 1):
            # Nobody is always the first.
            for way in ways[turn % 3 :] + ways[: turn % 3]:
                times, answers = way.measure(pages)
                if turn:
                    way.times += times
                    way.answers += answers
    print_table(ways, guessers)


def open_home(port: int, pages: int) -> list[float]:
    """Open the home page so many times, one after the other; return the milliseconds of each."""
    times = []
    for _ in range(pages):
        started = time.perf_counter()
        status, _content = ask(port, "GET", HOME)
        times.append((time.perf_counter() - started) * 1000)
        if status != 200:
            raise SystemExit(f"{HOME} answered {status}.")
    return times


def guess(port: int, guessers: int) -> None:
    """Post wrong passwords over so many connections until the input ends; print the answers, counted by status."""
    token, cookie = hidden_field(port, LOG_IN, "csrfmiddlewaretoken")
    over = threading.Event()
    begun = threading.Barrier(guessers + 1)
    answers: Counter[str] = Counter()

    def guesser(number: int) -> None:
        begun.wait()
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        for turn in itertools.takewhile(lambda _: not over.is_set(), itertools.count()):
            fields = {"csrfmiddlewaretoken": token, "username": f"konto-{number}-{turn}", "password": "geraten"}
            status, _content = ask(port, "POST", LOG_IN, urlencode(fields), headers)
            answers[str(status)] += 1

    threads = [threading.Thread(target=guesser, args=[number]) for number in range(guessers)]
    for thread in threads:
        thread.start()
    begun.wait()
    write(["guessing"])
    limit = threading.Timer(LONGEST_SECONDS, over.set)
    limit.start()
    sys.stdin.read()
    limit.cancel()
    over.set()
    for thread in threads:
        thread.join()
    write([json.dumps(answers)])


def ask(port: int, method: str, path: str, body: str = "", headers: dict | None = None) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, path, body or None, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def print_table(ways: list[Way], guessers: int) -> None:
    lines = [f"\nThe home page while {guessers} connections guess", "way        median ms  p95 ms  guesses answered"]
    for way in ways:
        times = sorted(way.times)
        middle, late = statistics.median(times), times[int(len(times) * 0.95)]
        answered = "  ".join(f"{status}: {number}" for status, number in sorted(way.answers.items())) or "-"
        lines.append(f"{way.name:<9}  {middle:>9.1f}  {late:>6.1f}  {answered}")
    alone = statistics.median(ways[0].times)
    shares = "   ".join(f"{way.name}/alone {statistics.median(way.times) / alone:.2f}" for way in ways[1:])
    write([*lines, shares])


if __name__ == "__main__":
    main()
