"""Turns ``DATABASE_URL`` into Django's ``DATABASES`` entry, with what the seats need from each engine."""

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

SQLITE = "django.db.backends.sqlite3"
POSTGRESQL = "django.db.backends.postgresql"

# What is erased is overwritten with zeros, not only left out. A writer takes the lock at BEGIN, so two sign-ups queue
# up instead of failing halfway.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
}
# Nobody waits longer than three seconds for a seat book; the visitor gets a friendly 503 instead. Only statements of
# cms.ground.compiled_queries and cms.generation.reading are prepared.
POSTGRESQL_OPTIONS = {
    "options": "-c lock_timeout=3000 -c default_transaction_isolation=read\\ committed",
    "prepare_threshold": 1,
    # A server that doesn't answer at all is given up before the visitor is.
    "connect_timeout": 5,
}
# A pooler hands a connection on after each transaction: nothing of it may be kept, and PgBouncer takes no options. The
# role brings the lock timeout then (ALTER ROLE ... SET lock_timeout = '3s'); cms.health.readiness asks for it.
POOLED_OPTIONS = {"prepare_threshold": None, "connect_timeout": 5}


def database_from_url(url: str, *, is_pooled: bool = False) -> dict:
    """Return the ``DATABASES`` entry for an address such as ``postgres://user:password@host/name``.

    ``is_pooled`` says that a pooler in transaction mode stands between. Raises ImproperlyConfigured with one sentence
    when the address can't be understood.
    """
    try:
        database = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    except (ValueError, KeyError, TypeError, dj_database_url.ParseError, dj_database_url.UnknownSchemeError) as error:
        raise ImproperlyConfigured(_broken_address()) from error
    if database.get("ENGINE") not in {SQLITE, POSTGRESQL} or not database.get("NAME"):
        raise ImproperlyConfigured(_broken_address())
    on_postgresql = POOLED_OPTIONS if is_pooled else POSTGRESQL_OPTIONS
    options = SQLITE_OPTIONS if database["ENGINE"] == SQLITE else on_postgresql
    given = database.get("OPTIONS", {})
    if "options" in given and "options" in options:
        # What an operator adds to the connection doesn't take away what the seats need.
        given["options"] = f"{options['options']} {given['options']}"
    database["OPTIONS"] = {**options, **given}
    database["DISABLE_SERVER_SIDE_CURSORS"] = is_pooled
    return database


def _broken_address() -> str:
    # The address itself may hold a password, so the sentence doesn't repeat it.
    return (
        "DATABASE_URL can't be understood: write postgres://USER:PASSWORD@HOST:PORT/NAME "
        "or sqlite:////absolute/path/db.sqlite3, or leave it unset to use SQLite under var/."
    )
