"""A city's data come along: from each release to this one, on both databases."""

import hashlib
import lzma
import re
import sqlite3
import subprocess
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django_migration_linter.sql_analyser import analyse_sql_statements, get_sql_analyser_class

from tests import postgresql
from tests.databases import ROOT, manage
from tests.reliability.crowd import answer
from tests.servers import run_server
from tests.upgrades.release import FOLDER, FROZEN, SIGNUPS, migration_files

RELEASES = sorted(path.name.removesuffix(".sqlite3.xz") for path in FOLDER.glob("*.sqlite3.xz"))
FOUND = """
from events.models import Event, Signup
from wagtail.models import Page
print(Event.objects.count(), Signup.objects.filter(event__name="Viele", state="confirmed").count(),
      Page.objects.filter(live=True).count())
"""


SAID_OF_EACH_TABLE = {"NOT_NULL", "ADD_UNIQUE"}


def frozen() -> dict[str, str]:
    """Return the migrations that a release has, and the sum of what stands in each."""
    lines = FROZEN.read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split("  ") for line in lines)}


def in_sqlite(release: str, folder: Path) -> str:
    target = folder / "db.sqlite3"
    target.write_bytes(lzma.decompress((FOLDER / f"{release}.sqlite3.xz").read_bytes()))
    return f"sqlite:///{target}"


def in_postgresql(release: str, empty_url: str) -> str:
    with psycopg.connect(empty_url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    script = lzma.decompress((FOLDER / f"{release}.sql.xz").read_bytes())
    command = [postgresql.programs() / "psql", "--quiet", "--set", "ON_ERROR_STOP=1", empty_url]
    subprocess.run(command, input=script, check=True, capture_output=True)
    return empty_url


def schema_of(path: str) -> list[tuple]:
    """Return tables, columns and indexes of a database, whichever way they came about."""
    with sqlite3.connect(path) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = []
        for table in sorted(tables):
            columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
            found += sorted((table, name, kind, notnull) for _at, name, kind, notnull, *_rest in columns)
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('trigger', 'index')").fetchall()
    return [*found, *sorted(name for (name,) in triggers if not name.startswith("sqlite_"))]


def broken_promises(url: str, folder: Path) -> list[str]:
    """Return what doesn't hold, but for the files: a release's are not kept with its rows."""
    printed = manage(url, folder, "check_invariants", check=False).stdout.splitlines()
    assert len(printed) > 1
    return [line for line in printed if not re.search(r" fehlt im Speicher: [\w/.-]+$", line)]


@pytest.mark.parametrize("release", RELEASES)
def test_a_release_of_before_becomes_this_one(release, tmp_path, sqlite_url):  # R5
    url = in_sqlite(release, tmp_path)
    before = manage(url, tmp_path, "shell", "--no-imports", "-c", FOUND, check=False).stdout
    manage(url, tmp_path, "migrate", "--verbosity", "0")
    after = manage(url, tmp_path, "shell", "--no-imports", "-c", FOUND).stdout
    assert after.splitlines()[-1].split()[1] == str(SIGNUPS)
    assert before in ("", after)
    assert broken_promises(url, tmp_path) == []
    fresh = sqlite_url.removeprefix("sqlite:///")
    assert schema_of(url.removeprefix("sqlite:///")) == schema_of(fresh)
    with run_server(url, tmp_path) as server:
        assert [answer(f"{server.url}/{code}/")[0] for code in ("de", "en", "de-simple", "ar")] == [200] * 4


@pytest.mark.postgres
@pytest.mark.parametrize("release", RELEASES)
def test_a_release_of_before_becomes_this_one_on_postgresql(release, tmp_path, postgres_url):  # R5
    url = in_postgresql(release, postgres_url)
    manage(url, tmp_path, "migrate", "--verbosity", "0")
    assert manage(url, tmp_path, "shell", "--no-imports", "-c", FOUND).stdout.split()[1] == str(SIGNUPS)
    assert broken_promises(url, tmp_path) == []


def test_what_a_release_has_migrated_is_never_written_anew():  # R5
    digests = {str(path): hashlib.sha256((ROOT / path).read_bytes()).hexdigest() for path in migration_files()}
    known = frozen()
    assert {name: digests.get(name) for name in known} == known


def complaints(migration: migrations.Migration, before: ProjectState) -> list[str]:
    """Return what would stop a release that still serves, or lose data: by the migration linter's rules."""
    after = migration.mutate_state(before)
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        # What is applied changes the state that it is given.
        migration.apply(before.clone(), editor, collect_sql=True)
    errors, _ignored, _warnings = analyse_sql_statements(get_sql_analyser_class("sqlite"), editor.collected_sql)
    codes = {error.code for error in errors}
    if any('CREATE TABLE "new__' in statement for statement in editor.collected_sql):
        # SQLite writes the whole table anew, also for a column with a default: its SQL repeats what was there before.
        codes = (codes - SAID_OF_EACH_TABLE) | stricter(before, after)
    return sorted(codes)


def stricter(before: ProjectState, after: ProjectState) -> set[str]:
    """Return the linter's complaints that hold of what has become stricter in tables that were there before."""
    found = set()
    for key, model in after.models.items():
        old = before.models.get(key)
        if old is None:
            continue
        for name, field in model.fields.items():
            was = old.fields.get(name)
            may_be_left_out = field.null or field.has_db_default() or field.primary_key or field.many_to_many
            if not may_be_left_out and (was is None or was.null):
                found.add("NOT_NULL")
            if field.unique and not (was and was.unique):
                found.add("ADD_UNIQUE")
        before_it = old.options.get("constraints", [])
        names = {constraint.name for constraint in before_it}
        added = [one for one in model.options.get("constraints", []) if one.name not in names]
        if any(isinstance(one, models.UniqueConstraint) and not is_laxer(one, before_it) for one in added):
            found.add("ADD_UNIQUE")
    return found


def is_laxer(constraint: models.UniqueConstraint, before: list) -> bool:
    """Return whether a constraint allows all that another one allowed: it compares more columns of the same rows."""
    return any(
        isinstance(one, models.UniqueConstraint)
        and set(one.fields) <= set(constraint.fields)
        and one.condition == constraint.condition
        for one in before
    )


@pytest.mark.django_db(transaction=True)
def test_each_new_migration_lets_the_release_before_go_on_serving():  # R5
    # Before the first release that keeps its data, migrations are still made anew.
    new = {str(path) for path in migration_files()} - frozen().keys() if frozen() else set()
    loader = MigrationLoader(connection)
    added = {
        key: one for key, one in loader.disk_migrations.items() if f"{type(one).__module__.replace('.', '/')}.py" in new
    }
    found = {key: complaints(one, loader.project_state(key, at_end=False)) for key, one in added.items()}
    assert found == dict.fromkeys(added, [])


@pytest.mark.django_db(transaction=True)
def test_a_column_that_an_older_release_still_reads_would_be_found():  # R5
    class Renamed(migrations.Migration):
        dependencies = [("mail", "0001_initial")]
        operations = [migrations.RenameField("mail", "kind", "sort")]

    class Removed(migrations.Migration):
        dependencies = [("mail", "0001_initial")]
        operations = [migrations.RemoveField("mail", "error")]

    class Optional(migrations.Migration):
        dependencies = [("mail", "0001_initial")]
        operations = [migrations.AddField("mail", "colour", models.CharField(max_length=5, null=True))]

    class WithDefault(migrations.Migration):
        dependencies = [("mail", "0001_initial")]
        operations = [migrations.AddField("mail", "colour", models.CharField(max_length=5, db_default="red"))]

    class Required(migrations.Migration):
        dependencies = [("mail", "0001_initial")]
        operations = [migrations.AddField("mail", "colour", models.CharField(max_length=5, default="red"))]

    loader = MigrationLoader(connection)
    narrow = models.UniqueConstraint(fields=["kind", "state"], name="narrow")
    wide = models.UniqueConstraint(fields=["kind", "state", "tries"], name="wide")
    assert (is_laxer(wide, [narrow]), is_laxer(narrow, [wide])) == (True, False)
    found = [
        complaints(kind("0002_new", "mail"), loader.project_state(("mail", "0001_initial")))
        for kind in (Renamed, Removed, Optional, WithDefault, Required)
    ]
    assert found == [["RENAME_COLUMN"], ["DROP_COLUMN"], [], [], ["NOT_NULL"]]


def test_each_place_that_names_the_release_names_the_same():  # R5
    named = {
        "pyproject.toml": r'^version = "(.+)"',
        "publiccode.yml": r'^softwareVersion: "(.+)"',
        "CHANGELOG.md": r"^## (\S+), \d{4}-\d\d-\d\d$",
        "cms/settings/operation.py": r'^RELEASE = "(.+)"',
    }
    found = {
        name: re.search(line, (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)[1]
        for name, line in named.items()
    }
    assert found == dict.fromkeys(named, settings.RELEASE)
