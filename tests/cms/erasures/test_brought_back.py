"""A database that is older than the journal of erasures serves nobody: somebody who was erased may be in it."""

import re
import shutil
from pathlib import Path

import pytest
from django.utils import timezone

from cms.erasures.again import erase_again
from cms.erasures.brought_back import SENTENCE, brings_people_back
from cms.erasures.journal import append_owed, open_journal, read_entries
from cms.erasures.models import JournalEntry
from cms.erasures.owed import note_erasure
from cms.health.readiness import Readiness
from cms.production.database import nobody_is_back
from tests.cms.backup.sites import site_at
from tests.servers import run_server

SOMEBODY = """
from tests.builders import make_event_row, signed_up_and_confirmed
signed_up_and_confirmed(make_event_row(), 1)
"""
ERASED = """
from events.models import Signup
from events.signups import erase
erase(Signup.objects.get().public_id)
"""
NAMES = """
from events.models import Signup
print(list(Signup.objects.values_list("family_name", flat=True)))
"""
NUMBERS = ["0b8f0d7e-5f7f-4f5e-9a59-2a5a4b9f9d10", "0b8f0d7e-5f7f-4f5e-9a59-2a5a4b9f9d11"]


def test_a_site_with_the_database_of_yesterday_does_not_start(sqlite_url, tmp_path):  # R4 S20
    site = site_at(sqlite_url, tmp_path / "site", tmp_path / "erasures.jsonl")
    site.happens(SOMEBODY)
    database, yesterday = Path(sqlite_url.removeprefix("sqlite:///")), tmp_path / "yesterday"
    shutil.copy(database, yesterday)
    site.happens(ERASED)
    site.run("worker", "--once")
    journal = {"ERASURE_JOURNAL": str(site.journal)}
    with run_server(sqlite_url, site.folder, **journal):
        pass
    for of_today in database.parent.glob(f"{database.name}*"):
        of_today.unlink()
    shutil.copy(yesterday, database)
    assert site.refused("worker", "--once") == SENTENCE
    refused = pytest.raises(AssertionError, match=re.escape(SENTENCE))
    with refused, run_server(sqlite_url, site.folder, **journal):
        pass
    assert site.run("erase_again").stdout == "Erased once more by the journal: 1.\n"
    assert site.happens(NAMES) == "['']"
    site.run("worker", "--once")


@pytest.fixture
def journal(settings, tmp_path):
    path = tmp_path / "erasures.jsonl"
    settings.ERASURE_JOURNAL = str(path)
    return path


@pytest.mark.django_db
def test_a_server_is_not_ready_until_it_knows_what_the_journal_says(journal):  # R4 R6
    journal.touch()
    readiness = Readiness()
    assert (brings_people_back(), list(nobody_is_back())) == (False, [])
    note_erasure("signup", NUMBERS[0])
    note_erasure("needs", NUMBERS[0])
    append_owed(timezone.now())
    note_erasure("signup", NUMBERS[1])
    assert brings_people_back() is False
    # The last line decides, also where the same person was known for something else.
    JournalEntry.objects.exclude(kind="signup", public_id=NUMBERS[0]).delete()
    assert (brings_people_back(), list(nobody_is_back()), readiness.missing()) == (True, [SENTENCE], ["erasures"])
    erase_again(read_entries(open_journal()))
    assert (brings_people_back(), list(nobody_is_back()), readiness.missing()) == (False, [], [])
    # Nothing is noted, or written, twice.
    erase_again(read_entries(open_journal()))
    assert (JournalEntry.objects.count(), append_owed(timezone.now())) == (2, 0)


@pytest.mark.django_db
def test_a_torn_line_at_the_end_hides_none_before_it(journal):  # R4
    note_erasure("signup", NUMBERS[0])
    append_owed(timezone.now())
    with journal.open("ab") as opened:
        opened.write(b'{"at": "2031-')
    assert brings_people_back() is False
    JournalEntry.objects.all().delete()
    assert brings_people_back() is True


@pytest.mark.django_db
def test_a_journal_that_is_not_there_stops_nobody(journal):  # R2
    assert brings_people_back() is False
