"""Two workers on one database, and a worker that is killed while it sends."""

import contextlib
import signal
import subprocess
import sys
from collections import Counter

import psycopg
import pytest

from tests.databases import ROOT, manage, process_environment
from tests.reliability.crowd import shell
from tests.reliability.scripted_smtp import SILENCE, production_with, scripted_server

MAILS = [40, pytest.param(200, marks=pytest.mark.long)]
OWED = """
from tests.builders import make_event_row, make_person
from events.signups import sign_up
event = make_event_row(capacity={number})
for number in range({number}):
    sign_up(event.pk, make_person(number))
"""
STATES = """
from collections import Counter
from cms.mail.models import Mail
print(sorted(Counter(Mail.objects.values_list("state", "tries")).items()))
"""
LEASE_IS_OVER = """
from datetime import timedelta
from django.utils import timezone
from cms.mail.models import Mail
print(Mail.objects.filter(state="sending").update(leased_until=timezone.now() - timedelta(seconds=1)))
"""


@contextlib.contextmanager
def worker(url, var_dir, environment, *arguments):
    """Run ``manage.py worker`` for the time of the block; it ends on SIGTERM after the mail in its hands."""
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), "worker", *arguments],
        cwd=ROOT,
        env=process_environment(url, var_dir, **environment),
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=60)


@pytest.mark.postgres
@pytest.mark.parametrize("mails", MAILS)
def test_two_workers_send_each_of_many_mails_once(postgres_url, tmp_path, mails):  # R3 S13
    shell(postgres_url, tmp_path, OWED.format(number=mails))
    with scripted_server() as server:
        environment = production_with(server)
        with (
            worker(postgres_url, tmp_path, environment, "--interval", "0.1") as first,
            worker(postgres_url, tmp_path, environment, "--interval", "0.1") as second,
        ):
            server.wait_for_mails(mails)
        assert (first.returncode, second.returncode) == (0, 0)
        # Whatever a worker might still find to do.
        manage(postgres_url, tmp_path, "worker", "--once", **environment)
    assert Counter(Counter(server.accepted).values()) == {1: mails}
    assert shell(postgres_url, tmp_path, STATES) == f"[(('sent', 1), {mails})]"


@pytest.mark.parametrize(
    ("engine", "command", "arrived"),
    [("sqlite", "RCPT", 0), pytest.param("postgres", "TEXT", 1, marks=pytest.mark.postgres)],
)
def test_the_mail_of_a_killed_worker_is_sent_by_the_next_one(request, tmp_path, engine, command, arrived):  # R1 S13
    """Killed after the server took the text, and only then, the mail comes twice: with the same Message-ID."""
    database_url = request.getfixturevalue(f"{engine}_url")
    shell(database_url, tmp_path, OWED.format(number=3))
    with scripted_server() as server:
        environment = production_with(server)
        server.script = {command: SILENCE}
        with worker(database_url, tmp_path, environment) as killed:
            server.wait_for_silence()
            killed.send_signal(signal.SIGKILL)
            killed.wait()
        assert shell(database_url, tmp_path, STATES) == "[(('queued', 0), 2), (('sending', 1), 1)]"
        server.script = {}
        manage(database_url, tmp_path, "worker", "--once", **environment)
        # The lease protects the mail from a second worker as long as the first might still be alive.
        assert shell(database_url, tmp_path, STATES) == "[(('sending', 1), 1), (('sent', 1), 2)]"
        assert shell(database_url, tmp_path, LEASE_IS_OVER) == "1"
        manage(database_url, tmp_path, "worker", "--once", **environment)
    assert shell(database_url, tmp_path, STATES) == "[(('sent', 1), 2), (('sent', 2), 1)]"
    assert sorted(Counter(server.accepted).values()) == [1, 1, 1 + arrived]


@pytest.mark.postgres
def test_a_worker_outlives_its_database(postgres_url, tmp_path):  # R2
    shell(postgres_url, tmp_path, OWED.format(number=2))
    with scripted_server() as server:
        environment = production_with(server)
        with worker(postgres_url, tmp_path, environment, "--interval", "0.1") as running:
            server.wait_for_mails(2)
            with psycopg.connect(postgres_url, autocommit=True) as db:
                db.execute(
                    "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            shell(postgres_url, tmp_path, OWED.format(number=1))
            server.wait_for_mails(3)
        assert running.returncode == 0


SCHEDULED = """
from datetime import timedelta
from django.utils import timezone
from wagtail.models import Page
from tests.builders import add_page, make_home
home = make_home()
past = timezone.now() - timedelta(minutes=1)
for number in range(12):
    page = add_page(home, f"Geplant {number}", live=False)
    page.go_live_at = past
    page.save_revision(approved_go_live_at=past)
for number in range(6):
    page = add_page(home, f"Zu Ende {number}")
    Page.objects.filter(pk=page.pk).update(expire_at=past)
"""
DONE = """
from collections import Counter
from wagtail.models import Page, PageLogEntry
entries = PageLogEntry.objects.filter(action__endswith=".scheduled")
actions = sorted(Counter(entries.values_list("action", flat=True)).items())
planned = Page.objects.filter(title__startswith="Geplant", live=True)
print(actions, planned.count(), Page.objects.filter(expired=True).count())
"""


@pytest.mark.parametrize("database", ["sqlite_url", pytest.param("postgres_url", marks=pytest.mark.postgres)])
def test_three_workers_publish_each_scheduled_draft_once(request, tmp_path, database):  # R3
    url = request.getfixturevalue(database)
    shell(url, tmp_path, SCHEDULED)
    with scripted_server() as server:
        environment = production_with(server)
        with contextlib.ExitStack() as workers:
            running = [workers.enter_context(worker(url, tmp_path, environment, "--once")) for _number in range(3)]
            assert [process.wait(timeout=120) for process in running] == [0, 0, 0]
    done = "[('wagtail.publish.scheduled', 12), ('wagtail.unpublish.scheduled', 6)] 12 6"
    assert shell(url, tmp_path, DONE) == done
