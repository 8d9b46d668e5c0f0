"""Whether the database is as this version needs it."""

from collections.abc import Iterator

from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from ..erasures.brought_back import SENTENCE, brings_people_back
from ..generation.triggers import triggers
from .checking import first_line

SECONDS_OFF = 5
NAMES_OF_TRIGGERS = {
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
}


def reachable() -> Iterator[str]:
    """Everything else needs it."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        yield f"The database can't be reached ({first_line(error)}): check DATABASE_URL."


def migrated() -> Iterator[str]:
    """A new version brings new tables."""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        yield f"The database lacks {len(missing)} migrations: run manage.py migrate."


def has_triggers() -> Iterator[str]:
    """Without them, kept pages are shown although they have changed."""
    with connection.cursor() as cursor:
        cursor.execute(NAMES_OF_TRIGGERS[connection.vendor])
        there = {name for (name,) in cursor.fetchall()}
    missing = [trigger.name for trigger in triggers(connection) if trigger.name not in there]
    if missing:
        yield f"The database lacks {len(missing)} triggers, such as {missing[0]}: run manage.py migrate."


def nobody_is_back() -> Iterator[str]:
    """A copy of yesterday has those in it who were erased today."""
    if brings_people_back():
        yield SENTENCE


def clock() -> Iterator[str]:
    """Deadlines are kept by both clocks."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        [there] = cursor.fetchone()
    off = abs((timezone.now() - there).total_seconds())
    if off > SECONDS_OFF:
        yield f"The clocks of this machine and of the database differ by {off:.0f} seconds: let both follow NTP."
