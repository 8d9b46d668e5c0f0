"""What every test runs under. The rest of the machinery stands in the modules named here, one topic each."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as examples
from pytest_django.plugin import blocking_manager_key

pytest_plugins = [
    "tests.browser_client",
    "tests.certificate",
    "tests.chromium",
    "tests.databases",
    "tests.demo_site",
    "tests.dovecot",
    "tests.egress",
    "tests.html_checker",
    "tests.redis_server",
    "tests.silence",
    "tests.staff_sessions",
]

# Playwright's synchronous interface runs an event loop in the test's thread, in which Django would refuse the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# How long an example takes says how busy the machine is.
examples.register_profile("without a clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("without a clock")

# A copy of the database as the migrations leave it, in which tests/home loads the demo.
CLONE = "demo"
ROWS_OF_MIGRATIONS: dict[str, str] = {}


def pytest_unconfigure(config):
    var_dir = Path(settings.VAR_DIR)
    if var_dir.parent == Path(tempfile.gettempdir()):
        shutil.rmtree(var_dir, ignore_errors=True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    # Tests with real transactions end in a flush; Wagtail's root page and first locale come from migrations,
    # so Django has to keep them (serialized_rollback).
    for item in items:
        if _is_transactional(item):
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    if _is_transactional(item):
        for connection in connections.all():
            if rows := ROWS_OF_MIGRATIONS.get(connection.alias):
                connection._test_serialized_contents = rows


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    result = yield
    # After the last test of a run the database is gone.
    if nextitem is not None and _is_transactional(item):
        # Django restores those rows before the next such test only; the ordinary ones need them too.
        with item.config.stash[blocking_manager_key].unblock():
            for connection in connections.all():
                # Nothing was kept when the test didn't get as far as the database.
                if rows := getattr(connection, "_test_serialized_contents", None):
                    connection.creation.deserialize_db_from_string(rows)
    return result


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Keep what the migrations wrote, and a copy of the database before any test has worked on it.

    Django keeps it on its connection, but once Playwright's event loop runs, this thread gets another connection.
    """
    for connection in connections.all():
        if rows := getattr(connection, "_test_serialized_contents", None):
            ROWS_OF_MIGRATIONS[connection.alias] = rows
    with django_db_blocker.unblock():
        default = connections["default"]
        default.close()
        default.creation.clone_test_db(CLONE, verbosity=0)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb, django_db_modify_db_settings) -> bool:
    """On SQLite one process migrates for all, and each works on a copy."""
    engines = {database["ENGINE"].rpartition(".")[2] for database in settings.DATABASES.values()}
    if engines != {"sqlite3"}:
        return django_db_keepdb
    # Named above as a plugin, whose assertions pytest rewrites when it is imported the first time.
    from tests.databases import migrated_sqlite

    for database in settings.DATABASES.values():
        shutil.copyfile(migrated_sqlite(), database["TEST"]["NAME"])
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """A file instead of memory: the threads of a live server get connections of their own, as in production."""
    for alias, database in settings.DATABASES.items():
        if database["ENGINE"].endswith("sqlite3"):
            test = database.setdefault("TEST", {})
            test["NAME"] = str(
                settings.VAR_DIR / f"test-{alias}-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}.sqlite3"
            )


@pytest.fixture(autouse=True)
def _german():
    """Begin in German: a request answered before, in this thread, leaves its language behind."""
    translation.activate(settings.LANGUAGE_CODE)
    yield
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def _empty_cache():
    yield
    cache.clear()


def _is_transactional(item) -> bool:
    marker = item.get_closest_marker("django_db")
    names = getattr(item, "fixturenames", ())
    return bool({"live_server", "transactional_db"} & set(names)) or bool(marker and marker.kwargs.get("transaction"))
