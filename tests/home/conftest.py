"""The demo's content in a database of its own: loaded once per run, and copied into each process."""

import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.db import connection, transaction

from cms.models import User
from home.demo.accounts import PASSWORD
from home.demo.loader import load_demo
from tests.browser_client import BrowserClient
from tests.conftest import CLONE
from tests.demo_site import PICTURED, demo_folder


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
            if connection.vendor == "sqlite":
                _copy_demo(name)
            else:
                load_demo()
                for path in PICTURED:
                    BrowserClient().get(path)
        finally:
            _use(before)
    yield name
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(suffix=CLONE, verbosity=0)


def _copy_demo(name: str) -> None:
    folder = demo_folder()
    shutil.copyfile(folder / "db.sqlite3", name)
    for kept in ("media", "private"):
        shutil.copytree(folder / kept, settings.VAR_DIR / kept, dirs_exist_ok=True)
    # The tests know a cheap hasher only.
    User.objects.update(password=make_password(PASSWORD))


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
