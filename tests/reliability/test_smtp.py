"""What becomes of a mail, and of the seat it is about, when the mail server does what mail servers do."""

from datetime import timedelta
from itertools import pairwise

import pytest
import time_machine
from django.utils import timezone, translation

from cms.health.standing_still import outbox
from cms.mail.models import Mail, MailState
from cms.mail.sender import send_due
from events.models import Signup
from tests.builders import make_event_row, signed_up, signed_up_and_confirmed
from tests.reliability.scripted_smtp import HANG_UP, SILENCE, scripted_server

pytestmark = pytest.mark.django_db
LATER, NEVER = MailState.QUEUED, MailState.FAILED
SCRIPTS = [
    ("GREETING", "421 too busy", LATER, "SMTPConnectError 421", 0),
    ("GREETING", HANG_UP, LATER, "SMTPServerDisconnected", 0),
    ("GREETING", SILENCE, LATER, "SMTPServerDisconnected", 0),
    ("EHLO", HANG_UP, LATER, "SMTPServerDisconnected", 0),
    ("MAIL", "421 going down", LATER, "SMTPSenderRefused 421", 0),
    ("GREETING", "554 5.7.1 no mail from your network", LATER, "SMTPConnectError 554 5.7.1", 0),
    ("MAIL", "553 sender not allowed", LATER, "SMTPSenderRefused 553", 0),
    ("MAIL", "550 5.1.1 no such user", LATER, "SMTPSenderRefused 550 5.1.1", 0),
    ("MAIL", "530 5.7.0 log in first", LATER, "SMTPSenderRefused 530 5.7.0", 0),
    ("RCPT", "450 mailbox busy", LATER, "SMTPRecipientsRefused 450", 0),
    ("RCPT", "550 no such user", NEVER, "SMTPRecipientsRefused 550", 0),
    ("RCPT", "550 5.1.1 no such user", NEVER, "SMTPRecipientsRefused 550 5.1.1", 0),
    ("RCPT", "550 5.1.1 User unknown in relay recipient table", NEVER, "SMTPRecipientsRefused 550 5.1.1", 0),
    ("RCPT", "553 5.1.2 no such domain", NEVER, "SMTPRecipientsRefused 553 5.1.2", 0),
    ("RCPT", "550 5.2.1 mailbox closed", NEVER, "SMTPRecipientsRefused 550 5.2.1", 0),
    ("RCPT", "552 5.2.2 mailbox full", NEVER, "SMTPRecipientsRefused 552 5.2.2", 0),
    ("RCPT", "550 5.5.0 mailbox unavailable", NEVER, "SMTPRecipientsRefused 550 5.5.0", 0),
    ("RCPT", "550 <relay-policy@stadt.example> unknown", NEVER, "SMTPRecipientsRefused 550", 0),
    ("RCPT", "550 5.7.1 Relay access denied", LATER, "SMTPRecipientsRefused 550 5.7.1", 0),
    ("RCPT", "554 5.7.1 Relay access denied", LATER, "SMTPRecipientsRefused 554 5.7.1", 0),
    ("RCPT", "550 5.7.1 Recipient rejected", LATER, "SMTPRecipientsRefused 550 5.7.1", 0),
    ("RCPT", "550 5.7.26 unauthenticated", LATER, "SMTPRecipientsRefused 550 5.7.26", 0),
    ("RCPT", "550 relaying denied", LATER, "SMTPRecipientsRefused 550", 0),
    ("RCPT", "554 no", LATER, "SMTPRecipientsRefused 554", 0),
    ("RCPT", "550 5.1.8 unknown domain", LATER, "SMTPRecipientsRefused 550 5.1.8", 0),
    ("RCPT", "550 5.1.0 Sender address rejected", LATER, "SMTPRecipientsRefused 550 5.1.0", 0),
    ("RCPT", "530 5.7.0 Authentication required", LATER, "SMTPRecipientsRefused 530 5.7.0", 0),
    ("RCPT", "535 5.7.8 bad credentials", LATER, "SMTPRecipientsRefused 535 5.7.8", 0),
    ("RCPT", SILENCE, LATER, "SMTPServerDisconnected", 0),
    ("DATA", "451 local error", LATER, "SMTPDataError 451", 0),
    ("DATA", "554 transaction failed", LATER, "SMTPDataError 554", 0),
    ("DATA", "550 5.1.1 no such user", NEVER, "SMTPDataError 550 5.1.1", 0),
    ("TEXT", "452 no space", LATER, "SMTPDataError 452", 1),
    ("TEXT", "554 looks like spam", LATER, "SMTPDataError 554", 1),
    ("TEXT", "554 5.7.1 rejected by our rules", LATER, "SMTPDataError 554 5.7.1", 1),
    ("TEXT", "550 5.1.1 no such user", NEVER, "SMTPDataError 550 5.1.1", 1),
    ("TEXT", HANG_UP, LATER, "SMTPServerDisconnected", 1),
    ("TEXT", SILENCE, LATER, "SMTPServerDisconnected", 1),
]


@pytest.fixture
def server(settings):
    with scripted_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 0.5
        yield server


@pytest.mark.parametrize(("command", "reply", "state", "error", "arrived"), SCRIPTS)
def test_a_mail_that_could_not_be_sent_is_kept_and_its_seat_too(
    server, command, reply, state, error, arrived
):  # R2 S13 V4
    signup = signed_up(make_event_row())
    before = Signup.objects.values("state", "seat_no", "email", "link_version").get()
    server.script = {command: reply}
    now = timezone.now()
    assert send_due(now) == 0
    mail = Mail.objects.get()
    assert (mail.state, mail.tries, mail.error, mail.leased_until) == (state, 1, error, None)
    # What it is about stays, so that staff find the person or the next try makes the same mail.
    assert mail.payload == {"signup": str(signup.public_id)}
    assert Signup.objects.values("state", "seat_no", "email", "link_version").get() == before
    assert Signup.objects.get().hold_mail == ("refused" if state == NEVER else "owed")
    assert len(server.accepted) == arrived
    server.script = {}
    assert send_due(mail.next_try_at) == (1 if state == LATER else 0)
    # Only a text that had arrived before comes a second time, and then under the same Message-ID.
    tries = arrived + (state == LATER)
    assert (len(server.accepted), len(set(server.accepted))) == (tries, min(tries, 1))


def test_a_log_in_that_is_refused_says_nothing_about_the_reader(server, settings):  # R2 S13 R9
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = "somebody"
    signed_up(make_event_row())
    server.script = {"EHLO": "250-ok\r\n250 AUTH PLAIN", "AUTH": "535 5.7.8 Authentication credentials invalid"}
    now = timezone.now()
    assert send_due(now) == 0
    mail = Mail.objects.get()
    assert (mail.state, mail.error) == (LATER, "SMTPAuthenticationError 535 5.7.8")
    with translation.override("en"):
        told = [(trouble.name, str(trouble.sentence)) for trouble in outbox(now + timedelta(minutes=61))]
    sentence = "The mail server demands a log-in, or refuses ours: look at EMAIL_HOST_USER and EMAIL_HOST_PASSWORD."
    assert told[-1] == ("mail server", sentence)


def test_a_server_that_stays_down_is_asked_again_for_two_days_and_then_it_is_staffs_task(settings):  # R2 S13
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    signed_up_and_confirmed(make_event_row())
    Mail.objects.exclude(kind="signup.confirmed").delete()
    waited = []
    now = timezone.now()
    while (mail := Mail.objects.get()).state == MailState.QUEUED:
        now = max(now, mail.next_try_at)
        with time_machine.travel(now, tick=False):
            assert send_due(now) == 0
        waited.append(now)
    assert (mail.state, mail.tries, mail.error) == (MailState.FAILED, 9, "ConnectionRefusedError")
    pauses = [round((later - earlier) / timedelta(minutes=1)) for earlier, later in pairwise(waited)]
    assert pauses == [1, 5, 15, 60, 180, 360, 720, 1440]
    assert Signup.objects.get().state == "confirmed"
