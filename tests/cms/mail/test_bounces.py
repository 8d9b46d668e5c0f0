"""Mails that come back, read from a real mailbox: each becomes a task, and nothing else changes."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail as django_mail
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.utils import timezone, translation

from cms.health.job_runs import JobNotes
from cms.health.models import JobRun
from cms.health.standing_still import jobs
from cms.mail.bounces import MOST_AT_ONCE, BounceReader
from cms.mail.failures import in_words
from cms.mail.mailbox import MailboxNotReadError
from cms.mail.models import Mail, MailState
from cms.mail.registry import register, report
from cms.mail.retrying import send_again
from cms.mail.sender import send_due
from cms.management.commands.worker import run_round
from cms.settings.mail import bounce_mailbox
from downloads.members.inviting import invite
from events.desk.writing.failed_mails import failed_mails
from events.models import Signup
from events.signups.correcting import change_address
from events.signups.lapse import lapse_due
from events.signups.reaching import unreached
from tests.builders import make_admin, make_event_row, signed_up, signed_up_and_confirmed
from tests.downloads.publications import make_working_group

from .notices import WHOLE, notice

pytestmark = pytest.mark.django_db
COLUMNS = ("state", "seat_no", "email", "link_version", "expires_at")


@pytest.fixture
def mailbox(settings, imap_server):
    settings.BOUNCE_MAILBOX = bounce_mailbox({"BOUNCE_MAILBOX_URL": imap_server.url()})
    return imap_server


def sent(kind):
    """Send what is owed; return the row of the last mail of a kind and its Message-ID."""
    send_due(timezone.now())
    mail = Mail.objects.filter(kind=kind).latest("pk")
    assert mail.state == MailState.SENT
    number = f"<teilhabe-{mail.pk}-"
    ids = {one.extra_headers["Message-ID"] for one in django_mail.outbox}
    return mail, next(one for one in ids if one.startswith(number))


def sent_confirmation():
    signed_up_and_confirmed(make_event_row())
    return sent("signup.confirmed")


def read():
    """One look of a worker that has just started."""
    return BounceReader()(timezone.now())


@pytest.mark.parametrize("by_starttls", [False, True])
def test_a_mail_that_came_back_is_a_task_and_the_seat_stays(settings, mailbox, by_starttls):  # S13 R2
    url = mailbox.url(by_starttls=by_starttls)
    settings.BOUNCE_MAILBOX = bounce_mailbox({"BOUNCE_MAILBOX_URL": url})
    mail, message_id = sent_confirmation()
    before = Signup.objects.values(*COLUMNS).get()
    mailbox.put(notice(message_id))
    assert read() == 1
    mail.refresh_from_db()
    assert (mail.state, mail.error) == (MailState.FAILED, "Bounced 5.1.1")
    assert "kam aber zurück" in str(in_words(mail))
    assert [(one.mail, one.has_a_seat) for one in failed_mails()] == [(mail, True)]
    assert Signup.objects.values(*COLUMNS).get() == before
    # What was read is gone, and the mail can be sent once more.
    assert mailbox.flags() == []
    assert send_again(mail.pk) is True
    assert sent("signup.confirmed")[1] == message_id


def test_a_hold_whose_mail_came_back_ends_in_time_but_never_silently(mailbox):  # S34 S13
    signed_up(make_event_row())
    _mail, message_id = sent("signup.please_confirm")
    before = Signup.objects.values(*COLUMNS).get()
    mailbox.put(notice(message_id, status="5.2.2", returned=WHOLE))
    assert read() == 1
    signup = Signup.objects.get()
    assert (Signup.objects.values(*COLUMNS).get(), signup.hold_mail) == (before, "refused")
    with time_machine.travel(signup.expires_at + timedelta(minutes=1), tick=False):
        lapse_due(timezone.now())
        assert [(one.pk, one.state) for one in unreached(timezone.now())] == [(signup.pk, "expired")]


def test_an_invitation_to_an_account_that_came_back_is_a_task_too(mailbox):  # S13 R10
    invite(make_working_group("Gruppe"), "mitglied@verein.example", "de")
    mail, message_id = sent("downloads.invitation")
    assert sorted(mail.payload) == ["membership"]
    mailbox.put(notice(message_id))
    assert read() == 1
    assert [(one.mail, one.signup, str(one.label)) for one in failed_mails()] == [
        (mail, None, "Einladung in eine Arbeitsgruppe")
    ]


def test_what_is_no_notice_about_our_mails_stays_for_people_and_is_read_once(mailbox):  # S13 X6
    mail, message_id = sent_confirmation()
    forged = re.sub(r"-[0-9a-f]{20}@", "-" + "0" * 20 + "@", message_id)
    other = re.sub(r"teilhabe-\d+", f"teilhabe-{mail.pk + 1}", message_id)
    strangers = [
        notice(message_id, action="delayed", status="4.4.1"),
        f"Subject: Frage\r\nIn-Reply-To: {message_id}\r\n\r\nWann ist Einlass?\r\n".encode(),
        notice(forged),
        notice(other),
        notice("<somebody@else.example>"),
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n--x\r\n\r\n"
        + b"x" * 3_000_000,
        b"\xff\xfe nonsense \xff\r\n\r\n\xff",
    ]
    mailbox.put(*strangers)
    assert read() == 0
    # Not one is deleted, or marked as seen for those who read the mailbox.
    assert mailbox.flags() == ["TeilhabeRead"] * len(strangers)
    # The rubbish before it keeps no notice from being read.
    mailbox.put(notice(message_id))
    assert (read(), read()) == (1, 0)
    assert mailbox.flags() == ["TeilhabeRead"] * len(strangers)
    assert Mail.objects.filter(state=MailState.FAILED).count() == 1


def test_a_flood_is_read_a_piece_at_a_time(mailbox):  # X6 R2
    mail, message_id = sent_confirmation()
    mailbox.put(*[b"Subject: x\r\n\r\nx\r\n"] * (MOST_AT_ONCE + 5), notice(message_id))
    assert read() == 0
    assert [mailbox.flags().count(flag) for flag in ("TeilhabeRead", "")] == [MOST_AT_ONCE, 6]
    assert read() == 1


def test_a_notice_that_could_not_be_noted_stays_in_the_mailbox(mailbox):  # R1 S13
    def fails(payload, outcome):
        raise OperationalError("locked")

    register(
        "test.bounced",
        lambda payload, language: django_mail.EmailMessage("x", "x", to=["x@example.org"]),
        "x",
        is_followed=True,
    )
    Mail.objects.create(kind="test.bounced", language="de", payload={"row": 1})
    mail, message_id = sent("test.bounced")
    report("test.bounced", fails)
    _other, next_id = sent_confirmation()
    mailbox.put(notice(message_id), notice(next_id))
    with pytest.raises(OperationalError):
        read()
    mail.refresh_from_db()
    # The next one is read all the same.
    assert (mail.state, mailbox.flags()) == (MailState.SENT, [""])
    assert Mail.objects.get(state=MailState.FAILED).kind == "signup.confirmed"


def test_the_notice_of_an_old_address_and_of_somebody_erased_is_no_task(mailbox):  # S13 S20
    mail, message_id = sent_confirmation()
    change_address(Signup.objects.get().public_id, "new@example.org", make_admin())
    mailbox.put(notice(message_id))
    assert read() == 0
    mail.refresh_from_db()
    assert (mail.state, mail.payload, failed_mails(), mailbox.flags()) == (MailState.SENT, {}, [], [])


def test_a_key_that_was_changed_still_reads_its_notices(settings, mailbox):  # S13
    _mail, message_id = sent_confirmation()
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another-key" * 6
    mailbox.put(notice(message_id))
    assert read() == 1


def test_what_a_mail_was_about_is_kept_for_two_weeks_and_only_where_notices_are_read(settings):  # S20
    mail, _message_id = sent_confirmation()
    assert mail.payload == {}
    settings.BOUNCE_MAILBOX = bounce_mailbox({"BOUNCE_MAILBOX_URL": "imaps://a:b@localhost:1/INBOX"})
    signup = signed_up_and_confirmed(make_event_row(), 2)
    mail, _message_id = sent("signup.confirmed")
    assert mail.payload == {"signup": str(signup.public_id)}
    for days, payload in {13: mail.payload, 15: {}}.items():
        with time_machine.travel(mail.sent_at + timedelta(days=days), tick=False), pytest.raises(MailboxNotReadError):
            read()
        mail.refresh_from_db()
        assert mail.payload == payload


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("wrong", ["port", "password", "folder", "certificate"])
def test_a_mailbox_that_can_not_be_read_is_told_and_mails_leave(
    settings, mailbox, monkeypatch, logged_errors, wrong
):  # R2 R9
    urls = {
        "port": "imaps://a:b@localhost:1/INBOX",
        "password": mailbox.url(password="wrong"),
        "folder": mailbox.url(folder="Nowhere"),
        "certificate": mailbox.url(),
    }
    if wrong == "certificate":
        monkeypatch.delenv("SSL_CERT_FILE")
    settings.BOUNCE_MAILBOX = bounce_mailbox({"BOUNCE_MAILBOX_URL": urls[wrong]})
    signed_up(make_event_row())
    path = "cms.mail.bounces.read_bounces"
    reader, notes = BounceReader(), JobNotes()
    run_round({path: reader, "cms.mail.sender.send_due": send_due}, notes)
    # Within the minute nobody asks again, and nobody takes that for success.
    run_round({path: reader}, notes)
    notes.write()
    assert (Mail.objects.get().state, len(django_mail.outbox)) == (MailState.SENT, 1)
    run = JobRun.objects.get(job=path)
    assert (run.done_at, run.error) == (None, "MailboxNotReadError")
    with translation.override("en"):
        told = [str(trouble.sentence) for trouble in jobs(timezone.now())]
    assert told == [f"The worker fails at “{path}” each time (MailboxNotReadError)."]
    assert len(logged_errors) == 1


def test_without_a_mailbox_nobody_is_asked(settings):  # R2
    settings.BOUNCE_MAILBOX = None
    assert (read(), read()) == (0, 0)


def test_what_was_kept_for_a_mailbox_is_forgotten_also_once_there_is_none(settings):  # R2 V4
    settings.BOUNCE_MAILBOX = None
    kept = {"state": MailState.SENT, "language": "de", "kind": "signup.confirmed", "payload": {"signup": "x"}}
    now = timezone.now()
    for days in (15, 13):
        mail = Mail.objects.create(**kept, sent_at=now - timedelta(days=days))
        Mail.objects.filter(pk=mail.pk).update(created_at=now - timedelta(days=days))
    assert read() == 0
    assert list(Mail.objects.order_by("sent_at").values_list("payload", flat=True)) == [{}, {"signup": "x"}]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("imaps://a%40b.example:p%3Aw@mail.example", ("mail.example", 993, "a@b.example", "p:w", "INBOX", True)),
        ("imaps://a:b@mail.example:1993/INBOX/Fehler", ("mail.example", 1993, "a", "b", "INBOX/Fehler", True)),
        ("imap://a:b@mail.example/", ("mail.example", 143, "a", "b", "INBOX", False)),
    ],
)
def test_the_address_of_the_mailbox_is_read(url, expected):  # O6
    mailbox = bounce_mailbox({"BOUNCE_MAILBOX_URL": url})
    assert (mailbox.host, mailbox.port, mailbox.user, mailbox.password, mailbox.folder, mailbox.is_tls) == expected
    assert "password" not in repr(mailbox)


@pytest.mark.parametrize(
    "url",
    [
        "pop3://a:secret@mail.example",
        "imaps://mail.example",
        "imaps://a:@mail.example",
        "imaps://a:secret@mail.example:port",
        "imaps://a:secret%0d%0a@mail.example",
        "imaps://a:secret@mail.example/%C3%BC",
        "secret",
    ],
)
def test_an_address_that_can_not_work_is_refused_without_its_password(url):  # O6
    with pytest.raises(ImproperlyConfigured, match="^BOUNCE_MAILBOX_URL must read") as refused:
        bounce_mailbox({"BOUNCE_MAILBOX_URL": url})
    assert "secret" not in str(refused.value)
