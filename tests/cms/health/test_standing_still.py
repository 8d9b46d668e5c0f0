"""What is told when something that nobody clicks no longer happens, and when nothing is told."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone, translation

from cms.erasures.models import JournalEntry
from cms.health.job_runs import JobNotes
from cms.health.models import JobRun
from cms.health.standing_still import erasure_journal, jobs, nightly_check, outbox, worker
from cms.health.troubles import troubles
from cms.mail.models import Mail, MailState
from cms.management.commands.worker import run_round
from cms.models import InvariantRun

pytestmark = pytest.mark.django_db
NOON = datetime(2031, 5, 6, 12, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def told(check, now=NOON):
    return [(trouble.name, str(trouble.sentence)) for trouble in check(now)]


def minutes(number):
    return timedelta(minutes=number)


def test_a_worker_that_never_ran_is_told():  # R9
    assert told(worker) == [
        ("worker", "The worker has never run: no mail leaves, and nothing happens by itself."),
    ]


def test_a_worker_that_stands_still_is_told_after_five_minutes():  # R9
    JobRun.objects.create(job=settings.WORKER_JOBS[0], done_at=NOON)
    assert told(worker, NOON + minutes(4)) == []
    assert told(worker, NOON + minutes(6)) == [
        (
            "worker",
            "The worker has stood still since 06/05/2031 12:00: no mail leaves, and nothing happens by itself.",
        )
    ]


def test_a_job_that_fails_each_time_is_told_and_one_that_failed_once_is_not():  # R9
    often, once = settings.WORKER_JOBS[:2]
    JobRun.objects.create(job=often, done_at=NOON - minutes(20), failed_at=NOON, error="ValueError")
    JobRun.objects.create(job=once, done_at=NOON, failed_at=NOON - minutes(1), error="ValueError")
    JobRun.objects.create(job="a.job.of.an.older.release", failed_at=NOON, error="ValueError")
    assert told(jobs) == [("job", f"The worker fails at “{often}” each time (ValueError).")]
    assert told(worker) == []


def test_mails_that_nobody_sends_are_told():  # S13 R9
    Mail.objects.create(kind="k", language="de", next_try_at=NOON - minutes(14), created_at=NOON)
    assert told(outbox) == []
    Mail.objects.create(kind="k", language="de", next_try_at=NOON - minutes(16), created_at=NOON)
    taken = NOON - minutes(16)
    Mail.objects.create(kind="k", language="de", state=MailState.SENDING, leased_until=taken, created_at=NOON)
    assert told(outbox) == [("outbox", "2 mails should have left a quarter of an hour ago.")]


def test_a_mail_server_that_takes_nothing_is_told_after_an_hour():  # S13 R9
    waiting = {"kind": "k", "language": "de", "tries": 5, "next_try_at": NOON + minutes(30)}
    Mail.objects.create(**waiting, created_at=NOON - minutes(59))
    assert told(outbox) == []
    Mail.objects.create(**waiting, created_at=NOON - minutes(61))
    assert [name for name, _sentence in told(outbox)] == ["mail server"]


def test_the_reasons_why_mails_wait_are_told_once_each():  # R2 R9
    waiting = {"kind": "k", "language": "de", "tries": 5, "created_at": NOON - minutes(61)}
    for error in ("SMTPRecipientsRefused 550 5.7.1", "SMTPDataError 554 5.7.1", "SMTPSenderRefused 553"):
        Mail.objects.create(**waiting, next_try_at=NOON + minutes(30), error=error)
    assert told(outbox)[1:] == [
        ("mail server", "The mail server passes nothing on for this server, or its rules refuse our mails."),
        ("mail server", "The mail server refuses our sender: look at DEFAULT_FROM_EMAIL."),
    ]


def test_a_night_without_its_check_is_told_after_six_in_the_morning():  # S21 R9
    assert told(nightly_check) == []
    InvariantRun.objects.create(day=NOON.date() - timedelta(days=1), sentences=[])
    assert told(nightly_check, NOON.replace(hour=5)) == []
    assert told(nightly_check, NOON.replace(hour=6)) == [
        ("nightly check", "The nightly check has not run since 05/05/2031."),
    ]


def test_a_broken_promise_is_told_until_the_next_night():  # S21
    InvariantRun.objects.create(day=NOON.date(), sentences=["Seat 3 is held twice.", "Seat 4 too."])
    assert told(nightly_check) == [("invariants", "The nightly check found 2 broken promises.")]
    InvariantRun.objects.create(day=NOON.date() + timedelta(days=1), sentences=[])
    assert told(nightly_check, NOON + timedelta(days=1)) == []


def test_an_erasure_that_is_not_in_the_journal_is_told_after_five_minutes(settings):  # R4 R9
    settings.ERASURE_JOURNAL = "/srv/journal"
    JournalEntry.objects.create(kind="signup", public_id="x", at=NOON - minutes(4))
    assert told(erasure_journal) == []
    assert told(erasure_journal, NOON + minutes(2)) == [
        ("erasure journal", "What was erased is not yet in the journal: a restore would bring these people back.")
    ]


@pytest.mark.django_db(transaction=True)
def test_a_round_of_the_worker_is_all_that_a_new_site_needs(settings):  # R9
    settings.HEALTH_CHECKS = [path for path in settings.HEALTH_CHECKS if not path.endswith("disk")]
    with time_machine.travel(NOON, tick=False):
        notes = JobNotes()
        run_round({path: lambda now: 0 for path in settings.WORKER_JOBS}, notes)
        notes.write()
        assert troubles(timezone.now()) == []
    assert {run.job: run.done_at for run in JobRun.objects.all()} == dict.fromkeys(settings.WORKER_JOBS, NOON)


@pytest.mark.django_db(transaction=True)
def test_what_a_failed_job_said_is_not_kept(logged_errors):  # V3 R9
    def fails(now):
        raise ValueError("Ana Beispiel")

    with time_machine.travel(NOON, tick=False):
        notes = JobNotes()
        run_round({"fails": fails, "works": lambda now: 0}, notes)
        notes.write()
    assert list(JobRun.objects.values_list("job", "done_at", "failed_at", "error")) == [
        ("fails", None, NOON, "ValueError"),
        ("works", NOON, None, ""),
    ]
    assert len(logged_errors) == 1


def test_two_workers_note_the_same_jobs_and_the_later_one_counts():  # R3 R9
    first, second = JobNotes(), JobNotes()
    for number, notes in enumerate((first, second)):
        with time_machine.travel(NOON + minutes(number), tick=False):
            notes.done("job")
            notes.write()
    assert JobRun.objects.get().done_at == NOON + minutes(1)
