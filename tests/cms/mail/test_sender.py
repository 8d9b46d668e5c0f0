"""The outbox against a real SMTP server that does what a test tells it."""

import socket
from datetime import timedelta

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.core.mail import EmailMessage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from cms.mail import registry
from cms.mail.models import Mail, MailState
from cms.mail.outbox import forget, queue
from cms.mail.sender import LEASE, LONGEST_ROUND, claim, due_mails, send_due

pytestmark = pytest.mark.django_db


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


class Mailbox:
    """Takes mails, or answers RCPT with ``refusal``, MAIL with ``sender_refusal``."""

    def __init__(self) -> None:
        self.messages: list[bytes] = []
        self.refusal = ""
        self.sender_refusal = ""

    async def handle_MAIL(self, server, session, envelope, address, mail_options):
        if self.sender_refusal:
            return self.sender_refusal
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if self.refusal:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.messages.append(envelope.content)
        return "250 OK"


@pytest.fixture
def smtp(settings):
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    yield mailbox
    controller.stop()


@pytest.fixture
def greeting():
    """A kind of mail that exists for this test alone."""

    def render(payload: dict, language: str) -> EmailMessage | None:
        if payload.get("obsolete"):
            return None
        return EmailMessage(translation.gettext("Name"), "Hallo", to=[payload["to"]])

    registry.register("test.greeting", render, "Greeting")
    yield "test.greeting"
    del registry._renderers["test.greeting"]


def test_a_mail_goes_out_once_in_its_language_and_leaves_no_data_behind(smtp, greeting):  # S13
    mail = queue(greeting, "de", {"to": "somebody@example.org"})
    assert send_due(timezone.now()) == 1
    assert send_due(timezone.now()) == 0
    mail.refresh_from_db()
    assert (mail.state, mail.payload, mail.tries) == (MailState.SENT, {}, 1)
    assert len(smtp.messages) == 1
    assert b"To: somebody@example.org" in smtp.messages[0]
    assert b"Content-Language: de" in smtp.messages[0]
    assert b"Auto-Submitted: auto-generated" in smtp.messages[0]


def test_a_server_that_is_down_costs_a_try_and_nothing_else(settings, greeting):  # S13
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    mail = queue(greeting, "de", {"to": "somebody@example.org"})
    now = timezone.now()
    assert send_due(now) == 0
    mail.refresh_from_db()
    assert (mail.state, mail.tries, mail.error) == (MailState.QUEUED, 1, "ConnectionRefusedError")
    assert mail.next_try_at > now + timedelta(seconds=59)


def test_a_mail_that_was_refused_for_now_is_sent_later(smtp, greeting):  # S13
    mail = queue(greeting, "de", {"to": "somebody@example.org"})
    smtp.refusal = "451 try again later"
    assert send_due(timezone.now()) == 0
    mail.refresh_from_db()
    assert (mail.state, mail.error) == (MailState.QUEUED, "SMTPRecipientsRefused 451")
    smtp.refusal = ""
    assert send_due(mail.next_try_at) == 1


def test_a_mail_that_was_refused_for_good_fails_without_naming_the_address(smtp, greeting):  # S13 V4
    mail = queue(greeting, "de", {"to": "somebody@example.org"})
    smtp.refusal = "550 no such user somebody@example.org"
    assert send_due(timezone.now()) == 0
    mail.refresh_from_db()
    assert (mail.state, mail.error) == (MailState.FAILED, "SMTPRecipientsRefused 550")


def test_a_mail_whose_sender_was_refused_waits_until_that_is_mended(smtp, greeting):  # S13
    mail = queue(greeting, "de", {"to": "somebody@example.org"})
    smtp.sender_refusal = "530 authentication required"
    assert send_due(timezone.now()) == 0
    mail.refresh_from_db()
    assert (mail.state, mail.error) == (MailState.QUEUED, "SMTPSenderRefused 530")


def test_a_mail_late_in_a_slow_batch_has_its_whole_lease(greeting):  # S13 R3
    mail = queue(greeting, "de", {"to": "somebody@example.org"})
    batch_began = timezone.now()
    with time_machine.travel(batch_began + LEASE, tick=False):
        assert claim(mail.pk, batch_began) is not None
        assert claim(mail.pk, timezone.now()) is None


def test_a_mail_that_nobody_needs_any_more_is_stopped(smtp, greeting):
    mail = queue(greeting, "de", {"obsolete": True})
    assert send_due(timezone.now()) == 0
    mail.refresh_from_db()
    assert (mail.state, smtp.messages) == (MailState.STOPPED, [])


def test_a_mail_is_claimed_by_one_worker_and_taken_up_again_when_that_one_is_gone(greeting):  # S13
    mail = queue(greeting, "de", {"to": "somebody@example.org"})
    now = timezone.now()
    assert claim(mail.pk, now) is not None
    assert claim(mail.pk, now) is None
    assert list(due_mails(now)) == []
    assert list(due_mails(timezone.now() + LEASE)) == [mail]


def test_a_defect_in_one_text_is_logged_and_stops_no_other_mail(smtp, greeting, logged_errors):  # S13
    broken = queue(greeting, "de", {})
    queue(greeting, "de", {"to": "somebody@example.org"})
    assert send_due(timezone.now()) == 1
    broken.refresh_from_db()
    assert (broken.state, broken.error) == (MailState.QUEUED, "KeyError")
    assert [record.name for record in logged_errors] == ["cms.mail.sender"]


@pytest.fixture
def interrupted():
    """Lets something happen while a mail is made, and then fails to reach the server."""
    happens = []

    def render(payload: dict, language: str) -> EmailMessage:
        happens.pop()()
        raise OSError

    registry.register("test.interrupted", render, "Interrupted")
    yield happens
    del registry._renderers["test.interrupted"]


def test_a_mail_whose_person_is_erased_while_it_is_sent_stays_stopped(interrupted):  # S13 S20
    mail = queue("test.interrupted", "de", {"to": "somebody@example.org"})
    interrupted.append(lambda: forget("to", "somebody@example.org"))
    assert send_due(timezone.now()) == 0
    mail.refresh_from_db()
    assert (mail.state, mail.payload, mail.error) == (MailState.STOPPED, {}, "")


def test_a_worker_that_fails_late_leaves_the_mail_to_the_one_that_took_it_up(interrupted):  # S13 R3
    mail = queue("test.interrupted", "de", {"to": "somebody@example.org"})
    interrupted.append(lambda: claim(mail.pk, timezone.now() + LEASE))
    assert send_due(timezone.now()) == 0
    mail.refresh_from_db()
    assert (mail.state, mail.tries) == (MailState.SENDING, 2)


def test_a_server_that_hangs_does_not_keep_the_worker_from_its_other_jobs(interrupted):  # S13 R2
    mails = [queue("test.interrupted", "de", {"to": f"{number}@example.org"}) for number in range(2)]
    with time_machine.travel(timezone.now(), tick=False) as clock:
        interrupted.append(lambda: clock.shift(LONGEST_ROUND))
        assert send_due(timezone.now()) == 0
    for mail in mails:
        mail.refresh_from_db()
    assert [(mail.state, mail.tries) for mail in mails] == [(MailState.QUEUED, 1), (MailState.QUEUED, 0)]


def test_a_mail_that_is_owed_already_is_locked_so_that_no_worker_sends_it_with_old_facts(greeting):  # S13
    mail = queue(greeting, "de", {"to": "somebody@example.org"})
    with CaptureQueriesContext(connection) as statements:
        assert queue(greeting, "de", {"to": "somebody@example.org"}) == mail
    assert statements[0]["sql"].startswith("UPDATE") is True
    assert Mail.objects.count() == 1


def test_in_development_each_mail_is_a_file_of_its_own(settings, tmp_path, greeting):
    settings.EMAIL_BACKEND = "cms.mail.files.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    for number in range(50):
        queue(greeting, "de", {"to": f"person-{number}@example.org"})
    assert send_due(timezone.now()) == 50
    assert [file.read_text().count("Subject:") for file in tmp_path.glob("*.log")] == [1] * 50
