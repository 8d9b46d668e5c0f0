"""Those who run the site are told by a mail that the worker doesn't send, once, and again while it lasts."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings as the_settings
from django.core import mail
from django.core.management import CommandError, call_command

from cms.health.models import JobRun
from tests.databases import manage

pytestmark = pytest.mark.django_db
NOON = datetime(2031, 5, 6, 12, tzinfo=ZoneInfo("Europe/Berlin"))
STILL = "Der Worker steht seit"


@pytest.fixture(autouse=True)
def _one_reader(settings, tmp_path):
    settings.ALERT_EMAILS = ["betrieb@stadt.example"]
    settings.VAR_DIR = tmp_path
    settings.HEALTH_CHECKS = [path for path in settings.HEALTH_CHECKS if not path.endswith("disk")]


def alert_at(moment, capsys):
    """Run the command; return what it printed and whether it failed."""
    with time_machine.travel(moment, tick=False):
        try:
            call_command("alert")
        except CommandError as error:
            return capsys.readouterr().out.splitlines(), str(error)
    return capsys.readouterr().out.splitlines(), ""


def worker_ran_at(moment):
    JobRun.objects.update_or_create(job=the_settings.WORKER_JOBS[0], defaults={"done_at": moment})


def test_nobody_is_told_that_all_is_well(capsys):  # R9
    worker_ran_at(NOON)
    assert alert_at(NOON, capsys) == (["Nichts Neues."], "")
    assert mail.outbox == []


def test_a_dead_worker_is_told_once_then_after_six_hours_then_that_it_lives(capsys):  # R9
    worker_ran_at(NOON - timedelta(hours=1))
    printed, error = alert_at(NOON, capsys)
    assert (printed[0].startswith(STILL), printed[1:], error) == (
        True,
        ["betrieb@stadt.example informiert."],
        "Wrong: worker.",
    )
    assert alert_at(NOON + timedelta(hours=5), capsys)[0][1:] == ["Nichts Neues."]
    assert alert_at(NOON + timedelta(hours=6), capsys)[0][1:] == ["betrieb@stadt.example informiert."]
    worker_ran_at(NOON + timedelta(hours=7))
    assert alert_at(NOON + timedelta(hours=7), capsys) == (["betrieb@stadt.example informiert."], "")
    assert alert_at(NOON + timedelta(hours=7, minutes=1), capsys) == (["Nichts Neues."], "")
    wrong, still_wrong, well = mail.outbox
    assert [message.to for message in mail.outbox] == [["betrieb@stadt.example"]] * 3
    assert re.sub(r"https?://\S+: ", "", wrong.subject) == "Etwas stimmt nicht"
    assert (still_wrong.body.startswith(STILL), well.body.startswith("Was zuvor gemeldet wurde")) == (True, True)


def test_something_more_is_told_at_once(capsys):  # R9
    worker_ran_at(NOON - timedelta(hours=1))
    alert_at(NOON, capsys)
    JobRun.objects.create(job=the_settings.WORKER_JOBS[1], failed_at=NOON, error="ValueError")
    alert_at(NOON + timedelta(minutes=2), capsys)
    assert len(mail.outbox) == 2


def test_without_a_reader_the_command_still_fails(capsys, settings):  # R9
    settings.ALERT_EMAILS = []
    assert alert_at(NOON, capsys)[0][1:] == ["Niemand wurde informiert: ALERT_EMAILS ist leer."]


@pytest.mark.postgres
def test_a_database_that_is_gone_is_told_too(tmp_path):  # R2 R9
    gone = "postgres://nobody:nothing@127.0.0.1:1/none"
    done = manage(gone, tmp_path, "alert", check=False, ALERT_EMAILS="betrieb@stadt.example")
    assert (done.returncode, done.stdout.splitlines()) == (
        1,
        ["Die Datenbank antwortet nicht.", "betrieb@stadt.example informiert."],
    )
    (told,) = (tmp_path / "mail").glob("*.log")
    assert "betrieb@stadt.example" in told.read_text()


def test_a_mail_server_that_is_gone_ends_in_one_sentence(sqlite_url, tmp_path):  # R2 R9
    nowhere = {
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "SECRET_KEY": "key-" * 20,
        "ALLOWED_HOSTS": "stadt.example",
        "BASE_URL": "https://stadt.example",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": "1",
        "ALERT_EMAILS": "betrieb@stadt.example",
    }
    done = manage(sqlite_url, tmp_path, "alert", check=False, **nowhere)
    assert (done.returncode, done.stderr.strip()) == (
        2,
        "CommandError: The mail could not be sent (ConnectionRefusedError).",
    )
    assert not Path(tmp_path / "alert.json").exists()
