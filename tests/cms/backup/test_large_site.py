"""The drill with 20,000 sign-ups and a gigabyte of files: in how many seconds, and in the memory of a few blocks."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cms.backup.sites import Site, new_sqlite_site, site_at
from tests.databases import ROOT, process_environment

pytestmark = pytest.mark.long
FILES, FILE_MEGABYTES = 100, 10
# Django with all rooms has about 150 MB. The whole archive in memory would be a gigabyte more.
MOST_MEGABYTES = 300
SIGNUPS = """
import uuid
from datetime import timedelta
from django.core.files.base import ContentFile
from django.utils import timezone
from cms.models import User
from events.models import Event, Signup
from events.signups import erase
from tests.builders import make_event_row, signed_up_and_confirmed
from tests.downloads.publications import make_publication, add_file
from downloads.models import PublicationFile
User.objects.create_user("somebody")
event = make_event_row(capacity=30_000, review=False)
first = signed_up_and_confirmed(event)
fields = [field for field in Signup._meta.concrete_fields if field.name != "id"]
values = {field.attname: getattr(first, field.attname) for field in fields}
Signup.objects.bulk_create(
    (Signup(**{**values, "public_id": uuid.uuid4(), "seat_no": number, "email": f"p{number}@example.org",
               "email_key": f"p{number}@example.org", "answers": {"why": "Weil. " * 40}})
     for number in range(2, 20_001)), batch_size=500)
add_file(make_publication())
"""
ERASED = """
from events.models import Signup
from events.signups import erase
for signup in Signup.objects.order_by("pk")[:100]:
    erase(signup.public_id)
from django.utils import timezone
from cms.erasures.journal import append_owed
append_owed(timezone.now())
"""
COUNT = """
from events.models import Signup
print(Signup.objects.count(), Signup.objects.filter(anonymised_at=None).count())
"""


# What a process had before it became another one counts as its own: only a small one may begin it.
MEASURE = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_pid, status, used = os.wait4(process.pid, 0)
print(os.waitstatus_to_exitcode(status), used.ru_maxrss // 1024)
"""


def run_measured(site: Site, *arguments: str) -> tuple[float, int]:
    """Run a command to its end; return seconds and the most megabytes that it had at once."""
    begun = time.monotonic()
    measured = subprocess.run(
        [sys.executable, "-c", MEASURE, sys.executable, str(ROOT / "manage.py"), *arguments],
        cwd=ROOT,
        env=process_environment(site.url, site.folder, ERASURE_JOURNAL=str(site.journal)),
        check=True,
        capture_output=True,
        text=True,
    )
    code, memory = measured.stdout.split()
    assert code == "0"
    return time.monotonic() - begun, int(memory)


def make_large(site: Site) -> None:
    site.happens(SIGNUPS)
    folder = site.folder / "private" / "publications"
    block = os.urandom(1024 * 1024)
    for number in range(FILES):
        with (folder / f"large-{number}.pdf").open("wb") as file:
            for _megabyte in range(FILE_MEGABYTES):
                file.write(block)


def megabytes(path: Path) -> int:
    return path.stat().st_size // 1024 // 1024


@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_a_large_site_is_backed_up_and_restored_in_little_memory(engine, request, tmp_path, capsys):  # R4
    new_url = request.getfixturevalue(f"new_{engine}_url")
    journal, archive = tmp_path / "erasures.jsonl", tmp_path / "site.backup"
    old = site_at(new_url(), tmp_path / "old", journal)
    new = new_sqlite_site(tmp_path / "new", journal)
    if engine == "postgres":
        new = site_at(new_url(), tmp_path / "new", journal)
    make_large(old)
    backup_seconds, backup_memory = run_measured(old, "backup", str(archive))
    old.happens(ERASED)
    restore_seconds, restore_memory = run_measured(new, "restore", str(archive))
    with capsys.disabled():
        print(
            f"\n{engine}: {megabytes(archive)} MB, backup {backup_seconds:.0f} s and {backup_memory} MB of memory, "
            f"restore {restore_seconds:.0f} s and {restore_memory} MB of memory"
        )
    assert new.happens(COUNT) == "20000 19900"
    assert len(new.files()) == FILES + 1
    assert max(backup_memory, restore_memory) < MOST_MEGABYTES
