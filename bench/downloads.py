"""``make bench-downloads``: how fast a file of 20 MB reaches visitors, and what the app needs of memory for it.

Three ways of the same file, on this machine and without TLS:

app    gunicorn sends it (2 processes with 8 threads); nothing stands before it
accel  nginx sends it after the app has said, with X-Accel-Redirect, that the visitor may have it
plain  the same nginx sends it as any file, asking nobody: the most that can be reached

1, 4 and 8 visitors download at once, each time over a new connection, with a browser's name, so that each download is
decided and counted as it is from a reader. A round takes each of the ways in turn, in changing order, because other
work on the machine comes and goes; the first round warms up and is not counted. Only ratios of one run say something;
megabytes per second belong to the machine. No network is as fast as this machine is with itself: what the app adds to
each download weighs here as heavily as it ever can. So the last table gives each visitor a line of one gigabit per
second, which is more than any of them has, and lets nginx keep to it for both of its ways.

    python -m bench.downloads [--visitors 1,4,8] [--rounds 7] [--downloads 48] [--megabytes 20]
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from bench.signups import GUNICORN, run
from tests.databases import ROOT
from tests.nginx import run_nginx
from tests.servers import Server, run_server

SETTINGS = "bench.settings"
ACCEL = "/private-files/"
MEGABYTE = 1_000_000
LARGER = 10
LINE = "?line=gigabit"
# Only what the reader asked for stays the same when the app answers with another address.
KEEPS_TO_THE_LINE = 'set $line 0; if ($request_uri ~ "line=gigabit") { set $line 125m; } limit_rate $line;'


@dataclass
class Way:
    """Where one way has the file, and what has been measured of it."""

    name: str
    port: int
    path: str
    per_second: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))

    def measure(self, size: int, visitors: int, downloads: int) -> float:
        """Let ``visitors`` download so many times and return the megabytes per second of them all."""
        job = {"port": self.port, "path": self.path, "size": size, "visitors": visitors, "downloads": downloads}
        done = subprocess.run(
            [sys.executable, "-m", "bench.fetching"], cwd=ROOT, input=json.dumps(job), capture_output=True, text=True
        )
        if done.returncode:
            raise SystemExit(done.stderr)
        return size * downloads / MEGABYTE / json.loads(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--visitors", default="1,4,8")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--downloads", type=int, default=48, help="downloads of each way in each round")
    parser.add_argument("--megabytes", type=int, default=20)
    options = parser.parse_args()
    visitors = [int(number) for number in options.visitors.split(",")]
    with tempfile.TemporaryDirectory(prefix="teilhabe-bench-") as folder:
        measure(Path(folder), visitors, options.rounds, options.downloads, options.megabytes * MEGABYTE)


def measure(folder: Path, visitors: list[int], rounds: int, downloads: int, size: int) -> None:
    """Measure all ways and print the tables."""
    url, var_dir = f"sqlite:///{folder / 'db.sqlite3'}", folder / "var"
    run(url, var_dir, SETTINGS, "-m", "django", "migrate", "--verbosity", "0")
    file, larger = json.loads(run(url, var_dir, SETTINGS, "-m", "bench.files", str(size), str(size * LARGER)))
    plain = f"{KEEPS_TO_THE_LINE} location = /plain.pdf {{ alias {file['stored']}; sendfile on; tcp_nopush on; }}"
    with (
        run_server(url, var_dir, **GUNICORN, DJANGO_SETTINGS_MODULE=SETTINGS) as app,
        run_server(url, var_dir, **GUNICORN, DJANGO_SETTINGS_MODULE=SETTINGS, PRIVATE_FILES_ACCEL=ACCEL) as behind,
        run_nginx(behind.port, var_dir, folder / "nginx", more=plain) as port,
    ):
        ways = [
            Way("app", app.port, file["address"]),
            Way("accel", port, file["address"]),
            Way("plain", port, "/plain.pdf"),
        ]
        turn = 0
        for round_number in range(rounds + 1):
            for number in visitors:
                # Nobody is always the first.
                for way in ways[turn % 3 :] + ways[: turn % 3]:
                    per_second = way.measure(size, number, downloads)
                    if round_number:
                        way.per_second[number].append(per_second)
                turn += 1
        print_throughput(ways, visitors, size)
        on_a_line = [Way(way.name, way.port, way.path + LINE) for way in ways[1:]]
        for turn in range(rounds):
            for number in visitors:
                for way in on_a_line[turn % 2 :] + on_a_line[: turn % 2]:
                    way.per_second[number].append(way.measure(size, number, 2 * number))
        write(["\nThe same over a line of one gigabit per second for each visitor"])
        print_throughput(on_a_line, visitors, size)
        print_memory(app, Way("app", app.port, larger["address"]), ways[0], size, downloads)


def print_throughput(ways: list[Way], visitors: list[int], size: int) -> None:
    """Print, for each number of visitors, medians over the rounds and ratios to the last way, the plain file."""
    heading = "at once" + "".join(f"{way.name:>8}" for way in ways)
    lines = [f"\nA file of {size // MEGABYTE} MB, megabytes per second", heading]
    *others, plain = ways
    for number in visitors:
        medians = "".join(f"{statistics.median(way.per_second[number]):>8.0f}" for way in ways)
        ratios = "".join(f"   {way.name}/plain {ratio(way, plain, number)}" for way in others)
        lines.append(f"{number:>7}{medians}{ratios}")
    write(lines)


def ratio(way: Way, plain: Way, visitors: int) -> str:
    """Return the median over the rounds of a way's rate by the plain file's, with the lowest and highest."""
    pairs = zip(way.per_second[visitors], plain.per_second[visitors], strict=True)
    ratios = sorted(ours / theirs for ours, theirs in pairs)
    return f"{statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})"


def print_memory(app: Server, larger: Way, usual: Way, size: int, downloads: int) -> None:
    """Print what the processes of the app hold after many downloads, and after as many of a file ten times as large."""
    usual.measure(size, 8, downloads)
    before = kilobytes_of_workers(app)
    larger.measure(size * LARGER, 8, max(8, downloads // 2))
    after = kilobytes_of_workers(app)
    write(
        [
            "\nMemory of the app's processes in MB (RSS), 8 visitors at once",
            f"after the file of {size // MEGABYTE} MB    {shown(before)}",
            f"after one of {size * LARGER // MEGABYTE} MB        {shown(after)}",
        ]
    )


def kilobytes_of_workers(app: Server) -> list[int]:
    """Return the resident memory of each process that gunicorn has started."""
    children = Path(f"/proc/{app.process.pid}/task/{app.process.pid}/children").read_text().split()
    status = [Path(f"/proc/{child}/status").read_text() for child in children]
    return [int(text.split("VmRSS:")[1].split()[0]) for text in status]


def shown(kilobytes: list[int]) -> str:
    return "  ".join(f"{number / 1000:.1f}" for number in kilobytes)


def write(lines: list[str]) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
