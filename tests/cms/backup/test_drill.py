"""The drill: a site is lost, a backup brings it back, and whoever was erased in between stays erased."""

import subprocess
import sys

import psycopg
import pytest

from tests.cms.backup.sites import AFTER, BEFORE, CANARY, new_sqlite_site, site_at
from tests.databases import ROOT, process_environment

REMAINING = [["", "cancelled"], ["", "cancelled"], ["Bleibt", "confirmed"], ["Bleibt auch", "confirmed"]]


ENGINES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
# The whole drill runs on both in every run.
POSTGRES_SOMETIMES = ["sqlite", pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.long])]


@pytest.fixture
def sites(request, tmp_path):
    """A site and an empty place for it, on each engine; the empty PostgreSQL is freshly migrated."""
    journal = tmp_path / "journal" / "erasures.jsonl"
    journal.parent.mkdir()
    new_url = request.getfixturevalue(f"new_{request.param}_url")
    old = site_at(new_url(), tmp_path / "old", journal)
    if request.param == "sqlite":
        return old, new_sqlite_site(tmp_path / "new", journal)
    return old, site_at(new_url(), tmp_path / "new", journal)


@pytest.mark.parametrize("sites", ENGINES, indirect=True)
def test_whoever_was_erased_after_the_backup_is_nowhere_after_the_restore(sites, tmp_path):  # R4 S20
    old, new = sites
    old.happens(BEFORE)
    archive = tmp_path / "site.backup"
    said = old.run("backup", str(archive)).stdout
    assert "Each file that the database names is in the archive." in said
    assert (archive.stat().st_mode & 0o777, sorted(path.name for path in tmp_path.glob("site.*"))) == (
        0o600,
        ["site.backup"],
    )
    old.happens(AFTER)
    old.run("worker", "--once")
    said = new.run("restore", str(archive)).stdout
    assert "Erased once more by the journal: 4." in said
    found = new.found()
    assert (found["traces"], found["signups"], len(found["seats"])) == ([], REMAINING, 2)
    assert found["users"] == ["bleibt"]
    assert found["causes"] == [["need", "restore"], ["signup", "restore"], ["signup", "restore"]]
    assert (found["file"], found["picture"]) == ("%PDF-", "a public picture" * 9)
    written = [path for path in new.folder.rglob("*") if path.is_file()]
    assert [path for path in written if CANARY.encode() in path.read_bytes().lower()] == []
    assert new.run("check_invariants").stdout == "All invariants hold.\n"


@pytest.mark.parametrize("sites", POSTGRES_SOMETIMES, indirect=True)
def test_without_the_journal_they_would_be_back(sites, tmp_path):
    old, new = sites
    old.happens(BEFORE)
    old.run("backup", str(tmp_path / "site.backup"))
    old.happens(AFTER)
    new.run("restore", str(tmp_path / "site.backup"), "--without-journal")
    found = new.found()
    assert (len(found["traces"]) > 0, len(found["seats"]), len(found["users"])) == (True, 4, 2)


@pytest.mark.postgres
def test_a_database_without_a_table_is_empty_too(new_postgres_url, tmp_path):  # R4
    old = site_at(new_postgres_url(), tmp_path / "old", tmp_path / "none")
    new = site_at(new_postgres_url(), tmp_path / "new", tmp_path / "none")
    with psycopg.connect(new.url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    old.happens(BEFORE)
    old.run("backup", str(tmp_path / "site.backup"))
    new.run("restore", str(tmp_path / "site.backup"), "--without-journal")
    assert len(new.found()["seats"]) == 4


def test_a_backup_goes_through_a_pipe(new_sqlite_url, tmp_path):  # R4
    old = site_at(new_sqlite_url(), tmp_path / "old", tmp_path / "none")
    new = new_sqlite_site(tmp_path / "new", tmp_path / "none")
    old.happens(BEFORE)
    backup, restore = (
        f"{sys.executable} manage.py {command}" for command in ("backup -", "restore - --without-journal")
    )
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{backup} | env DATABASE_URL={new.url} VAR_DIR={new.folder} {restore}"],
        cwd=ROOT,
        env=process_environment(old.url, old.folder),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert len(new.found()["seats"]) == 4


@pytest.mark.parametrize("sites", POSTGRES_SOMETIMES, indirect=True)
def test_sessions_end_with_a_restore(sites, tmp_path):
    old, new = sites
    old.happens(
        BEFORE + "from django.contrib.sessions.backends.db import SessionStore\nSessionStore().save(must_create=True)"
    )
    old.run("backup", str(tmp_path / "site.backup"))
    new.run("restore", str(tmp_path / "site.backup"), "--without-journal")
    count = "from django.contrib.sessions.models import Session; print(Session.objects.count())"
    assert (old.happens(count), new.happens(count)) == ("1", "0")
