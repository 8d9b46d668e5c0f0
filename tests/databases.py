"""Databases of their own for tests that drive real processes: migrated once per run, then copied for each test."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests import postgresql
from tests.required_tools import missing

ROOT = Path(__file__).resolve().parent.parent
# The folder that the processes of one test run share (pytest-xdist runs several).
SHARED = "TEST_SHARED_DIR"


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        os.environ[SHARED] = tempfile.mkdtemp(prefix="teilhabe-run-")


def pytest_unconfigure(config):
    if hasattr(config, "workerinput") or SHARED not in os.environ:
        return
    shared = Path(os.environ.pop(SHARED))
    if (shared / "server").exists():
        postgresql.stop_cluster(shared / "cluster")
    elif (shared / "postgres_template").exists():
        _drop(os.environ["TEST_DATABASE_URL"], (shared / "postgres_template").read_text())
    shutil.rmtree(shared)


def process_environment(database_url: str, var_dir: Path, **extra: str) -> dict[str, str]:
    """The environment in which a command or a server of this site works on ``database_url`` and ``var_dir``."""
    ours = {"DATABASE_URL", "DJANGO_ALLOW_ASYNC_UNSAFE", "DJANGO_SETTINGS_MODULE", "TEST_VAR_DIR", "VAR_DIR", "PORT"}
    inherited = {name: value for name, value in os.environ.items() if name not in ours}
    settings = {
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "DATABASE_URL": database_url,
        "VAR_DIR": str(var_dir),
        # A script fills in a form at once.
        "FORM_MINIMUM_SECONDS": "0",
    }
    return {**inherited, **settings, **extra}


def manage(
    database_url: str, var_dir: Path, *arguments: str, check: bool = True, **extra: str
) -> subprocess.CompletedProcess[str]:
    """Run ``manage.py`` with these arguments to its end and return what it printed."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        cwd=ROOT,
        env=process_environment(database_url, var_dir, **extra),
        capture_output=True,
        text=True,
    )
    if check and done.returncode:
        raise AssertionError(
            f"manage.py {' '.join(arguments)} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
        )
    return done


def migrated_sqlite() -> str:
    """Return the path of a migrated SQLite database, made once per run; to be copied, not to be changed."""
    return once("sqlite_template", _migrated_sqlite)


def sqlite_after_the_same_migrations() -> Path:
    """Return where a database lies, or may be put, to which an earlier run on this machine applied these migrations.

    What runs after migrations (roles, rights, languages) has to run again: it changes without a migration. It takes no
    right away, though, so other roles need a database of their own.
    """
    files = sorted(ROOT.glob("*/migrations/*.py")) + sorted(ROOT.glob("cms/*/migrations/*.py"))
    files += [ROOT / "requirements-dev.txt", ROOT / "home" / "roles.py"]
    contents = b"".join(path.name.encode() + path.read_bytes() for path in files)
    name = f"teilhabe-migrated-{os.getuid()}-{hashlib.sha256(contents).hexdigest()[:16]}.sqlite3"
    return Path(tempfile.gettempdir()) / name


@pytest.fixture(scope="session")
def new_sqlite_url(tmp_path_factory) -> Callable[[], str]:
    """A function that returns the address of another fresh, migrated SQLite database."""

    def new() -> str:
        target = tmp_path_factory.mktemp("sqlite") / "db.sqlite3"
        shutil.copyfile(migrated_sqlite(), target)
        return f"sqlite:///{target}"

    return new


@pytest.fixture(scope="session")
def new_postgres_url() -> Iterator[Callable[[], str]]:
    """A function that returns the address of another fresh, migrated PostgreSQL database."""
    created: list[str] = []
    server = os.environ.get("TEST_DATABASE_URL", "")

    def new() -> str:
        nonlocal server
        if not server and not postgresql.programs():
            missing("PostgreSQL is not on this machine and TEST_DATABASE_URL names none")
        server = server or once("server", lambda shared: postgresql.start_cluster(shared / "cluster"))
        template = once("postgres_template", lambda shared: _migrated_postgres(server, shared))
        created.append(_new_name())
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{created[-1]}" TEMPLATE "{template}"')
        return _with_name(server, created[-1])

    yield new
    for name in created:
        _drop(server, name)


@pytest.fixture
def sqlite_url(new_sqlite_url) -> str:
    """A fresh, migrated SQLite database for this test alone."""
    return new_sqlite_url()


@pytest.fixture
def postgres_url(new_postgres_url) -> str:
    """A fresh, migrated PostgreSQL database for this test alone."""
    return new_postgres_url()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request) -> str:
    """The test runs twice: on SQLite and on PostgreSQL."""
    return request.getfixturevalue(f"{request.param}_url")


def once(name: str, make: Callable[[Path], str]) -> str:
    shared = Path(os.environ[SHARED])
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = shared / name
        if not made.exists():
            made.write_text(make(shared))
        return made.read_text()


def _migrated_sqlite(shared: Path) -> str:
    path, earlier = shared / "template.sqlite3", sqlite_after_the_same_migrations()
    if earlier.exists():
        shutil.copyfile(earlier, path)
    manage(f"sqlite:///{path}", shared / "var", "migrate", "--verbosity", "0")
    if not earlier.exists():
        # Another run may do the same just now, so it appears at once and whole.
        shutil.copyfile(path, shared / earlier.name)
        shutil.move(shared / earlier.name, earlier.with_suffix(f".{os.getpid()}"))
        earlier.with_suffix(f".{os.getpid()}").rename(earlier)
    return str(path)


def _migrated_postgres(server: str, shared: Path) -> str:
    name = _new_name()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    manage(_with_name(server, name), shared / "var", "migrate", "--verbosity", "0")
    return name


def _drop(server: str, name: str) -> None:
    with contextlib.closing(psycopg.connect(server, autocommit=True)) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _new_name() -> str:
    return f"teilhabe_test_{uuid.uuid4().hex[:12]}"


def _with_name(server: str, name: str) -> str:
    return urlsplit(server)._replace(path=f"/{name}").geturl()
