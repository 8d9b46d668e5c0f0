"""Whether this server may get visitors: what it can't work without, and what is only missed.

A cache or a store of files that doesn't answer takes no server away from visitors: all servers share it, and pages need
neither. It is told, and staff and monitoring see it.
"""

import time
from collections.abc import Callable

from django.conf import settings
from django.core.cache import caches
from django.core.files.storage import FileSystemStorage, storages
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from ..erasures.brought_back import brings_people_back

SECONDS_BETWEEN_LOOKS = 15.0
# A name that no file has: asked for, it shows that the store answers.
NO_FILE = "health/ready"


class Readiness:
    """What one server process knows of what it needs."""

    def __init__(self) -> None:
        self._is_migrated = False
        self._is_current = False
        self._looked: dict[str, tuple[float, bool]] = {}

    def missing(self) -> list[str]:
        """Return what this server can't work without and lacks now: database, lock timeout, migrations, erasures."""
        if not _database_answers():
            return ["database"]
        if not _locks_end():
            return ["lock timeout"]
        if not self._has_migrations():
            return ["migrations"]
        return [] if self._has_erasures() else ["erasures"]

    def missed(self) -> list[str]:
        """Return what this server works without, for a while: cache, private storage."""
        return [
            name
            for name, works in (("cache", _cache_works), ("private storage", _storage_works))
            if not self._look(name, works)
        ]

    def _has_migrations(self) -> bool:
        if not self._is_migrated:
            executor = MigrationExecutor(connection)
            # A newer release may have added some that this one doesn't know: they are of no concern to it.
            self._is_migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        return self._is_migrated

    def _has_erasures(self) -> bool:
        # Nobody puts another database in the place of this one while it is served.
        self._is_current = self._is_current or not brings_people_back()
        return self._is_current

    def _look(self, name: str, works: Callable[[], bool]) -> bool:
        looked_at, answer = self._looked.get(name, (float("-inf"), True))
        if time.monotonic() - looked_at >= SECONDS_BETWEEN_LOOKS:
            answer = works()
            self._looked[name] = (time.monotonic(), answer)
        return answer


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except DatabaseError:
        return False


def _locks_end() -> bool:
    """Whether nobody waits for a seat book without end: behind a pooler this setting can be lost without a word."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lock_timeout')")
        return cursor.fetchone() != ("0",)


def _cache_works() -> bool:
    shared = caches["limits" if "limits" in settings.CACHES else "default"]
    try:
        shared.set(NO_FILE, "1", timeout=60)
        return shared.get(NO_FILE) == "1"
    except Exception:
        # Each kind of cache has errors of its own; all mean the same here.
        return False


def _storage_works() -> bool:
    storage = storages["private"]
    try:
        if isinstance(storage, FileSystemStorage):
            storage.get_accessed_time(".")
        else:
            storage.exists(NO_FILE)
    except FileNotFoundError:
        # Nothing was ever stored there; the folder comes with the first file.
        return True
    except Exception:
        return False
    return True
