"""The data of a release as it stood in a city's database: the demo, and 20,000 sign-ups of one event.

``python -m tests.upgrades.release`` makes both files of the release that is checked out, once, when it is made, and
notes the migrations that it freezes. They are never made anew: no newer release can write what an older one wrote.
"""

import hashlib
import lzma
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import postgresql
from tests.databases import ROOT, manage

FOLDER = Path(__file__).parent / "releases"
FROZEN = Path(__file__).parent / "frozen_migrations.txt"
SIGNUPS = 20_000
MANY_SIGNUPS = f"""
import uuid
from datetime import timedelta
from django.utils import timezone
from events.models import Signup, Step
from events.signups.search_key import search_key
from events.signups.sort_key import sort_key
from tests.builders import make_event_row, signed_up_and_confirmed
from tests.demo_site import event_of_demo
venue, form = event_of_demo().venue, event_of_demo().signup_form
event = make_event_row(name="Viele", capacity={SIGNUPS}, venue=venue, signup_form=form)
first = signed_up_and_confirmed(event)
steps = list(Step.objects.filter(signup=first).order_by("pk"))
def copied(row, **changes):
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    return type(row)(**{{**{{field.attname: getattr(row, field.attname) for field in fields}}, **changes}})
people = [
    copied(first, public_id=uuid.uuid4(), seat_no=number, family_name=f"Nummer {{number}}",
           search_key=search_key(f"Nummer {{number}}", first.given_name, first.organisation),
           sort_key=sort_key(f"Nummer {{number}}", first.given_name, first.organisation),
           email=f"person-{{number}}@example.org", email_key=f"person-{{number}}@example.org")
    for number in range(2, {SIGNUPS} + 1)
]
Signup.objects.bulk_create(people, batch_size=500)
Step.objects.bulk_create([copied(step, signup_id=one.pk) for one in people for step in steps], batch_size=500)
"""


def migration_files() -> list[Path]:
    """Return all migrations of ours."""
    found = [*ROOT.glob("*/migrations/0*.py"), *ROOT.glob("cms/*/migrations/0*.py")]
    return sorted(path.relative_to(ROOT) for path in found)


def fill(database_url: str, var_dir: Path) -> None:
    """Load what a city has after some years into an empty database."""
    manage(database_url, var_dir, "migrate", "--verbosity", "0")
    manage(database_url, var_dir, "demo")
    manage(database_url, var_dir, "shell", "--no-imports", "-c", MANY_SIGNUPS)
    manage(database_url, var_dir, "check_invariants")


def main() -> None:
    """Write both files of this release, and which migrations it froze."""
    release = re.search(r'^RELEASE = "(.+)"', (ROOT / "cms/settings/operation.py").read_text(), re.MULTILINE)[1]
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(f"sqlite:///{folder / 'db.sqlite3'}", folder / "sqlite")
        subprocess.run([sys.executable, "-c", _COMPACT, folder / "db.sqlite3"], check=True)
        _compress((folder / "db.sqlite3").read_bytes(), f"{release}.sqlite3.xz")
        server = postgresql.start_cluster(folder / "cluster")
        try:
            fill(server, folder / "postgresql")
            dump = [postgresql.programs() / "pg_dump", "--no-owner", "--no-privileges", server]
            _compress(subprocess.run(dump, check=True, capture_output=True).stdout, f"{release}.sql.xz")
        finally:
            postgresql.stop_cluster(folder / "cluster")
    lines = [f"{hashlib.sha256((ROOT / path).read_bytes()).hexdigest()}  {path}\n" for path in migration_files()]
    FROZEN.write_text("".join(lines), encoding="utf-8")


def _compress(data: bytes, name: str) -> None:
    (FOLDER / name).write_bytes(lzma.compress(data, preset=9 | lzma.PRESET_EXTREME))


_COMPACT = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('VACUUM')"

if __name__ == "__main__":
    main()
