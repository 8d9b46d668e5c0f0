"""What the command line does for those who run the site, and what it says when something is broken."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from datetime import datetime

import pytest
from django.core.management import CommandError, call_command

from tests.databases import ROOT, manage, process_environment
from tests.servers import run_server

UNREACHABLE = "postgres://nobody:secret@127.0.0.1:1/nothing"
rounds: list[str] = []


def good_job(now: datetime) -> int:
    rounds.append(f"good at {now:%Z}")
    return 1


def broken_job(now: datetime) -> int:
    rounds.append("broken")
    raise ValueError("no luck")


def two_broken_promises():
    yield "Two people sit on seat 7."
    yield "Mail 3 was sent twice."


def one_sentence(done: subprocess.CompletedProcess) -> str:
    """What the command said, when it failed with one line and nothing else."""
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    return done.stderr.strip()


@pytest.mark.parametrize("url", ["mysql://a:b@localhost/c", "postgres://a:secret@localhost:port/c", "nonsense"])
def test_a_broken_database_url_ends_with_one_sentence(url, tmp_path):
    sentence = one_sentence(manage(url, tmp_path, "check", check=False))
    assert sentence == (
        "DATABASE_URL can't be understood: write postgres://USER:PASSWORD@HOST:PORT/NAME "
        "or sqlite:////absolute/path/db.sqlite3, or leave it unset to use SQLite under var/."
    )


def test_a_database_server_that_does_not_answer_ends_with_one_sentence(tmp_path):
    sentence = one_sentence(manage(UNREACHABLE, tmp_path, "migrate", "--verbosity", "0", check=False))
    assert sentence.startswith("The database can't be reached, so nothing was done (connection failed")
    assert "secret" not in sentence


def test_a_database_file_that_cannot_be_opened_ends_with_one_sentence(tmp_path):
    url = f"sqlite:///{tmp_path / 'no-folder' / 'db.sqlite3'}"
    sentence = one_sentence(manage(url, tmp_path, "migrate", "--verbosity", "0", check=False))
    assert sentence == "The database can't be reached, so nothing was done (unable to open database file)."


def test_a_taken_port_ends_with_one_sentence(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = manage(f"sqlite:///{tmp_path / 'db.sqlite3'}", tmp_path, "serve", check=False, PORT=str(port))
    assert one_sentence(done) == (
        f"CommandError: Port {port} on 127.0.0.1 is taken: "
        f"end the other server or choose another, such as PORT={port + 1}."
    )


def test_a_port_that_is_no_number_ends_with_one_sentence(tmp_path):
    done = manage(f"sqlite:///{tmp_path / 'db.sqlite3'}", tmp_path, "serve", check=False, PORT="http")
    assert one_sentence(done) == "CommandError: PORT must be a number from 0 to 65535, not 'http'."


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_server_and_the_worker_end_together(number, sqlite_url, tmp_path):
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), "serve", "--port", "0"],
        cwd=ROOT,
        env=process_environment(sqlite_url, tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    lines = []
    for line in process.stdout:
        lines.append(line.strip())
        if line.startswith("Ctrl-C"):
            break
    children = [child for child in os.listdir("/proc") if child.isdecimal() and parent_of(child) == process.pid]
    process.send_signal(number)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 0, errors
    assert len(children) == 2
    assert [child for child in children if os.path.exists(f"/proc/{child}")] == []
    assert lines[1].startswith("The site   http://127.0.0.1:")


def parent_of(process: str) -> int | None:
    try:
        with open(f"/proc/{process}/stat") as stat:
            return int(stat.read().rsplit(")", 1)[1].split()[1])
    except OSError:
        return None


def test_a_server_of_the_tests_answers_on_each_engine(database_url, tmp_path):
    with run_server(database_url, tmp_path) as server:
        with urllib.request.urlopen(f"{server.url}/static/wagtailadmin/css/core.css") as answer:
            assert (answer.status, answer.headers["Content-Type"]) == (200, 'text/css; charset="utf-8"')
        assert server.process.poll() is None
    assert server.process.returncode == 0


@pytest.mark.django_db
def test_a_job_that_fails_does_not_stop_the_others(settings, logged_errors):
    rounds.clear()
    settings.WORKER_JOBS = [f"{__name__}.broken_job", f"{__name__}.good_job"]
    call_command("worker", "--once")
    assert rounds == ["broken", "good at UTC"]
    assert [record.getMessage() for record in logged_errors] == [
        f"The job {__name__}.broken_job failed; the next round tries again."
    ]


def test_broken_invariants_are_printed_and_fail(settings, capsys):
    settings.INVARIANT_CHECKS = [f"{__name__}.two_broken_promises"]
    with pytest.raises(CommandError, match=r"^2 invariants are broken\.$"):
        call_command("check_invariants")
    assert capsys.readouterr().out == "Two people sit on seat 7.\nMail 3 was sent twice.\n"


def test_compiling_the_catalogues_twice_changes_nothing(settings, tmp_path, capsys):
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8"\n\nmsgid "Seat"\nmsgstr "Platz"\n'
    )
    settings.LOCALE_PATHS = [tmp_path]
    call_command("compile_catalogues")
    first = (folder / "django.mo").stat()
    call_command("compile_catalogues")
    assert (folder / "django.mo").stat().st_mtime_ns == first.st_mtime_ns
    assert capsys.readouterr().out == "Message catalogues compiled: 1\nMessage catalogues compiled: 0\n"
    assert sorted(path.name for path in folder.iterdir()) == ["django.mo", "django.po"]
