"""``make road``: which files of ours a sign-up runs through, from the post to the redirect, floor by floor.

Signs two people up, through the site as in production, on a database of its own that goes away afterwards. The first
one loads modules, compiles templates and writes SQL; of the second one, every function that is called is noted.

    python -m bench.road
"""

import logging
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
ENTRANCE = "entrances"


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="teilhabe-road-") as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "VAR_DIR": folder,
        }
        (Path(folder) / "static").mkdir()
        django.setup()
        logging.disable(logging.INFO)
        sys.stdout.write(report(files_of_a_signup()))


def files_of_a_signup() -> set[Path]:
    """Return the files of our rooms in which a function ran while somebody signed up."""
    from django.core.management import call_command
    from django.test import Client

    from .ours import events_with_forms

    call_command("migrate", verbosity=0)
    [(public_id, starts)] = events_with_forms(1, posts=2).items()
    client = Client(headers={"host": "127.0.0.1"})

    def sign_up(number: int) -> None:
        answer = client.post(f"/de/signup/{public_id}/", {**typed(number), "started": starts[number]})
        if answer.status_code != 303:
            raise SystemExit(f"The post was answered with {answer.status_code}:\n{answer.content.decode()[:2000]}")

    sign_up(0)
    return files_run_by(lambda: sign_up(1))


def typed(number: int) -> dict:
    """Return what one person fills in."""
    return {
        "given_name": "Person",
        "family_name": f"Nummer {number}",
        "email": f"person-{number}@example.org",
        "organisation": "Verein",
        "q-topics": ["o1", "o2"],
        "q-role": "o1",
        "q-remarks": "Guten Tag",
        "consent": "on",
    }


def files_run_by(action: Callable[[], None]) -> set[Path]:
    """Return the files of our rooms in which a function ran during ``action``."""
    from tests.test_architecture import ROOMS

    names: set[str] = set()

    def note(frame, event: str, _argument) -> None:
        if event == "call":
            names.add(frame.f_code.co_filename)

    sys.setprofile(note)
    try:
        action()
    finally:
        sys.setprofile(None)
    return {Path(name) for name in names if any(Path(name).is_relative_to(ROOT / room) for room in ROOMS)}


def report(paths: set[Path]) -> str:
    """Return the number of the files, and the files by room and floor, the highest floor first."""
    by_floor = defaultdict(list)
    for path in sorted(paths):
        by_floor[floor_of(path)].append(str(path.relative_to(ROOT)))
    lines = [f"{len(paths)} files of ours run while somebody signs up, of which"]
    for room, floor, name in sorted(by_floor, reverse=True):
        lines += [f"{room}, {name}"] + [f"    {path}" for path in by_floor[room, floor, name]]
    return "\n".join(lines) + "\n"


def floor_of(path: Path) -> tuple[str, int, str]:
    """Return the room of a file, the number of its floor there and what stands on that."""
    from tests.imports import name_of
    from tests.test_architecture import FLOORS, ROOMS, place_of

    module = name_of(path)
    room = module.split(".")[0]
    place = place_of(module, room) if FLOORS[room] else None
    if place is None:
        return room, len(ROOMS) + len(FLOORS[room]), ENTRANCE
    return room, place[0], f"floor {place[0] + 1}: {FLOORS[room][place[0]]}"


if __name__ == "__main__":
    main()
