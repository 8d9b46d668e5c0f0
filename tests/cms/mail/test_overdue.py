"""Mails that are stuck; one that has its tries before it says nothing."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone, translation

from cms.mail.models import Mail, MailState
from cms.mail.overdue import broken_invariants
from cms.mail.retrying import send_again
from cms.mail.sender import send_due
from tests.builders import make_event_row, signed_up

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def sentences(language: str = "en") -> list[str]:
    with translation.override(language):
        return list(broken_invariants())


@pytest.mark.parametrize(
    "stuck",
    [
        {"state": "queued", "next_try_at": timezone.now() - 2 * DAY},
        {"state": "queued", "tries": 8, "next_try_at": timezone.now() - DAY},
        {"state": "queued", "next_try_at": timezone.now() + 3 * DAY},
        {"state": "sending", "leased_until": timezone.now() - 2 * DAY},
        {"state": "sending", "leased_until": None},
    ],
    ids=["never tried", "tried for days", "tried in some days", "a worker that is gone", "no worker"],
)
def test_a_mail_that_is_stuck(stuck):  # S21 S34
    Mail.objects.create(kind="signup.confirmed", created_at=timezone.now() - 2 * DAY, **stuck)
    assert sentences() == ['1 mail "You have a seat" has been in the outbox for more than two days without an end.']
    assert sentences("de") == [
        "1 E-Mail „Sie haben einen Platz“ liegt seit mehr als zwei Tagen ohne Ergebnis im Postausgang."
    ]
    Mail.objects.update(created_at=timezone.now() - 2 * DAY + timedelta(minutes=1))
    assert sentences() == []


def test_kinds_are_counted():  # S21
    now = timezone.now() - 3 * DAY
    for kind in ("signup.offer", "signup.confirmed", "signup.offer"):
        Mail.objects.create(kind=kind, created_at=now, next_try_at=now)
    assert sentences() == [
        '1 mail "You have a seat" has been in the outbox for more than two days without an end.',
        '2 mails "Offer of a seat" have been in the outbox for more than two days without an end.',
    ]


@pytest.mark.parametrize("state", ["sent", "failed", "stopped"])
def test_a_mail_with_an_end_is_not_stuck(state):
    then = timezone.now() - 9 * DAY
    Mail.objects.create(kind="signup.confirmed", state=state, created_at=then, next_try_at=then)
    assert sentences() == []


def test_a_mail_that_fails_until_it_is_given_up_is_never_stuck(settings):  # S34
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    signed_up(make_event_row())
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        while (mail := Mail.objects.get()).state != MailState.FAILED:
            traveller.move_to(max(mail.next_try_at, timezone.now()))
            send_due(timezone.now())
            assert sentences() == []
        assert mail.tries == 9
        traveller.shift(10 * DAY)
        send_again(mail.pk)
        assert sentences() == []
        traveller.shift(2 * DAY)
        assert len(sentences()) == 1
