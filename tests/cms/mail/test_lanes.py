"""What a single person waits for leaves before what goes to many, and a server is asked no more than it takes."""

from datetime import timedelta

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.utils import timezone

from cms.mail import registry
from cms.mail.models import Mail, MailState
from cms.mail.outbox import queue_first
from cms.mail.sender import BATCH, due_mails, send_due

pytestmark = pytest.mark.django_db
MANY = 3000


@pytest.fixture
def two_kinds(monkeypatch):
    """A kind that goes to many, and one for a single person."""
    for store in ("_renderers", "_labels"):
        monkeypatch.setattr(registry, store, dict(getattr(registry, store)))
    monkeypatch.setattr(registry, "_to_many", set(registry._to_many))

    def message(payload: dict, language: str) -> EmailMessage:
        return EmailMessage("Betreff", "Text", to=["person@example.org"])

    registry.register("test.to_many", message, "many", is_to_many=True)
    registry.register("test.to_one", message, "one")


def test_behind_three_thousand_invitations_a_confirmation_leaves_in_the_next_round(two_kinds):  # S26
    Mail.objects.bulk_create(Mail(kind="test.to_many", language="de", payload={"number": n}) for n in range(MANY))
    send_due(timezone.now())
    confirmation = queue_first("test.to_one", "de", {"number": 0})
    assert due_mails(timezone.now()).first() == confirmation
    assert send_due(timezone.now()) == BATCH
    confirmation.refresh_from_db()
    assert confirmation.state == MailState.SENT
    assert Mail.objects.filter(state=MailState.QUEUED).count() == MANY - 2 * BATCH + 1


def test_no_more_leave_in_a_minute_than_the_server_takes_and_personal_ones_first(two_kinds, settings):  # S26
    settings.MAILS_PER_MINUTE = 3
    for kind in ("test.to_many", "test.to_many", "test.to_one", "test.to_one", "test.to_many"):
        queue_first(kind, "de", {})
    now = timezone.now()
    with time_machine.travel(now, tick=False) as clock:
        assert (send_due(timezone.now()), send_due(timezone.now())) == (3, 0)
        left = Mail.objects.filter(state=MailState.QUEUED).values_list("kind", flat=True)
        assert list(left) == ["test.to_many", "test.to_many"]
        clock.shift(timedelta(seconds=61))
        assert send_due(timezone.now()) == 2


def test_the_mails_to_many_are_those_that_a_change_of_an_event_or_staff_send():  # S26
    assert registry.kinds_to_many() == [
        "signup.changed",
        "signup.event_cancelled",
        "signup.message",
        "signup.moved",
        "signup.postponed",
        "signup.reminder",
    ]
