"""What a database may lack."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from cms.production.database import clock, has_triggers, migrated, reachable
from tests.databases import manage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("check", [reachable, migrated, has_triggers, clock])
def test_a_database_that_is_migrated_is_silent(check):  # O6
    assert list(check()) == []


def test_a_migration_that_is_missing_is_told():  # O6
    MigrationRecorder(connection).record_unapplied("mail", "0001_initial")
    [sentence] = migrated()
    assert sentence.endswith(" migrations: run manage.py migrate.")


@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_a_trigger_that_is_missing_is_named(request, engine, tmp_path):  # O6
    url = request.getfixturevalue(f"{engine}_url")
    name, table = "raise_generation_update_cms_siteframe", "cms_siteframe"
    dropped = f"DROP TRIGGER {name}" + (f" ON {table}" if engine == "postgres" else "")
    code = (
        "from django.db import connection; from cms.production.database import has_triggers; "
        f"print(list(has_triggers())); connection.cursor().execute('{dropped}'); print(*has_triggers())"
    )
    before, after = manage(url, tmp_path, "shell", "--no-imports", "-c", code).stdout.strip().splitlines()[-2:]
    assert before == "[]"
    assert after == f"The database lacks 1 triggers, such as {name}: run manage.py migrate."


@pytest.mark.postgres
def test_clocks_that_differ_are_told(postgres_url, tmp_path):  # O6
    code = (
        "import time_machine; from datetime import timedelta; from django.utils import timezone; "
        "from cms.production.database import clock; print(list(clock())); "
        "t = time_machine.travel(timezone.now() + timedelta(seconds=90)); t.start(); print(*clock())"
    )
    before, after = manage(postgres_url, tmp_path, "shell", "--no-imports", "-c", code).stdout.splitlines()[-2:]
    assert before == "[]"
    assert after.startswith("The clocks of this machine and of the database differ by 9")


def test_a_server_that_does_not_answer_is_told_once(tmp_path):  # O6
    done = manage("postgres://nobody:secret@127.0.0.1:1/nothing", tmp_path, "check_production", check=False)
    told = [line for line in done.stdout.splitlines() if "database" in line.lower()]
    assert done.returncode == 1
    assert [line[:46] for line in told] == [
        "The database can't be reached (connection fail",
        "The database can't be asked: connection failed",
    ]
    assert "secret" not in done.stdout + done.stderr
