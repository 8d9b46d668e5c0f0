"""SQLite keeps what was overwritten in its write-ahead log until that is taken over: too long after an erasure."""

from django.conf import settings
from django.db import connection

# A reader may keep the log busy. Nobody waits for long: the worker comes back to it.
PATIENCE_MILLISECONDS = 500


def empty_write_ahead_log() -> bool:
    """Take the log over into the database and cut it to nothing; False when a reader kept it busy.

    Does nothing on other databases and inside a transaction.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return True
    usual = int(settings.DATABASES["default"].get("OPTIONS", {}).get("timeout", 5) * 1000)
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MILLISECONDS}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (is_busy, *_pages) = cursor.fetchone()
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
    return not is_busy
