"""The demo's content, loaded once per process into a database of its own."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection, transaction

from home.demo.loader import load_demo
from tests.browser_client import BrowserClient
from tests.conftest import CLONE


def pytest_configure(config):
    # Wagtail leaves the file of a new rendition to the garbage collector.
    for kind in ("_io.BufferedRandom", "tempfile.SpooledTemporaryFile"):
        config.addinivalue_line("filterwarnings", f"ignore:unclosed file <{kind}:ResourceWarning")


def _use(name: str) -> str:
    """Let the default connection work on another database; return the name of the one before."""
    connection.close()
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = name
    cache.clear()
    return before


@pytest.fixture(scope="session")
def demo_database(django_db_setup, django_db_blocker) -> Iterator[str]:
    """The name of a copy of the test database that holds the demo; other tests see nothing of it."""
    with django_db_blocker.unblock():
        name = connection.creation.get_test_db_clone_settings(CLONE)["NAME"]
        before = _use(name)
        try:
            load_demo()
            for path in ("/de/", "/de/prozess/", "/de/veranstaltungen/"):
                BrowserClient().get(path)  # makes the pictures that would otherwise be made again in every test
        finally:
            _use(before)
    yield name
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(suffix=CLONE, verbosity=0)


@pytest.fixture
def demo(demo_database, django_db_blocker) -> Iterator[None]:
    """The test sees the loaded demo; what it changes is undone afterwards. Instead of the mark ``django_db``."""
    with django_db_blocker.unblock():
        before = _use(demo_database)
        undone = transaction.atomic()
        # As in Django's TestCase: code that asks for a transaction of its own gets this one.
        undone._from_testcase = True
        undone.__enter__()
        try:
            yield
        finally:
            transaction.set_rollback(True)
            undone.__exit__(None, None, None)
            _use(before)
