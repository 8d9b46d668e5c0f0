"""What people typed is nowhere any more once it was erased: a search through everything that the site keeps."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as site_settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.mail.clearing import clear_old
from cms.mail.models import Mail, MailState
from cms.mail.sender import send_due
from cms.models import User
from events.models import Event, InvitationCode, Need, Signup
from events.models.enums import SignupSource
from events.signups import (
    Needs,
    approve,
    audit,
    change_address,
    check_in,
    confirm,
    correct,
    decline,
    enter,
    erase,
    save_code,
    send_message,
    sign_up,
)
from events.signups.erasing import erase_due
from events.signups.lapse import lapse_due
from events.signups.reminding import remind_due
from tests.builders import make_admin, make_event_row, make_frame, make_person

pytestmark = pytest.mark.django_db
CANARY = "zaunkoenig"
NEED_CANARY = "goldammer"


def person(number: int, **changes):
    """Somebody who typed the canary into every field there is."""
    facts = {
        "given_name": f"{CANARY}-given-{number}",
        "family_name": f"{CANARY}-family-{number}",
        "email": f"{CANARY}-{number}@{CANARY}.example",
        "organisation": f"{CANARY} e. V.",
        "answers": {"text": CANARY, "long_text": f"Viel Text. {CANARY}\n" * 200},
        "labels": {
            key: {"kind": key, "label": f"Frage, in der {CANARY} steht", "options": {}} for key in ("text", "long_text")
        },
        "consent_text": f"Ja. {CANARY}",
        "needs": Needs(("other",), note=f"Ich brauche {NEED_CANARY}"),
        "code": "",
    }
    return make_person(number, **{**facts, **changes})


@pytest.fixture
def clerk() -> User:
    return make_admin("clerk")


@pytest.fixture
def event() -> Event:
    make_frame()
    return make_event_row(review=True, retention_days=60, needs_retention_days=7)


@pytest.fixture
def lived(event, clerk, client, settings, caplog) -> list[Signup]:
    """An event with everything that may happen to a sign-up, mails that went out and mails that could not."""
    caplog.set_level("DEBUG")
    code = InvitationCode(
        event=event,
        organisation=f"{CANARY} e. V.",
        code=CANARY,
        seats=3,
        valid_until=timezone.now() + timedelta(days=9),
    )
    save_code(code)
    for number in range(1, 6):
        sign_up(event.pk, person(number, code=CANARY if number < 4 else ""))
    confirmed, declined, corrected, moved, never = Signup.objects.order_by("pk")
    for signup in (confirmed, declined, corrected, moved):
        confirm(signup.public_id)
    approve(confirmed.public_id, clerk)
    decline(declined.public_id, clerk, f"Leider nicht, {CANARY}")
    correct(corrected.public_id, person(3, given_name=f"{CANARY}-new"))
    change_address(moved.public_id, f"{CANARY}-new@example.org", clerk)
    phoned = enter(event.pk, person(8, email=""), SignupSource.PHONE, clerk)
    send_message(event.pk, ["confirmed", "pending"], {"de": (f"An {CANARY}", f"Guten Tag {CANARY}")}, clerk)
    for action in ("read", "decide", "export"):
        audit.note(action, confirmed, clerk, count=1)
    client.force_login(clerk)
    for address in (
        reverse("signups:index"),
        reverse("signups:index") + f"?q={CANARY}",
        *(reverse("signups:detail", args=[signup.pk]) for signup in (confirmed, declined, phoned)),
    ):
        assert client.get(address).status_code == 200
    half = list(Mail.objects.order_by("pk").values_list("pk", flat=True)[::2])
    Mail.objects.filter(pk__in=half).update(next_try_at=timezone.now() + timedelta(hours=1))
    send_due(timezone.now())
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        send_due(timezone.now())
    Mail.objects.filter(pk=half[0]).update(state=MailState.FAILED)
    with time_machine.travel(event.starts_at - timedelta(hours=20), tick=False):
        lapse_due(timezone.now())
        remind_due(timezone.now())
    with time_machine.travel(event.starts_at, tick=False):
        check_in(confirmed.public_id, clerk)
    return [confirmed, declined, corrected, moved, never, phoned]


def tables_with(*canaries: str) -> set[str]:
    """Each column of the whole database in which one of the canaries still sings."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    text = value.decode(errors="replace") if isinstance(value, bytes) else str(value)
                    found |= {f"{table}.{name}" for canary in canaries if canary in text.lower()}
    found |= {"session" for session in Session.objects.all() if CANARY in str(session.get_decoded()).lower()}
    return found


def files_with(*canaries: str) -> list[Path]:
    """Each file that the site has written, the database of the tests apart, which has just been searched."""
    files = [path for path in Path(site_settings.VAR_DIR).rglob("*") if path.is_file() and ".sqlite3" not in path.name]
    return [path for path in files if any(canary.encode() in path.read_bytes().lower() for canary in canaries)]


def test_the_search_finds_every_place_where_the_story_left_something(lived):
    assert tables_with(CANARY, NEED_CANARY) == {
        "events_signup.given_name",
        "events_signup.family_name",
        "events_signup.email",
        "events_signup.email_key",
        "events_signup.search_key",
        "events_signup.sort_key",
        "events_signup.organisation",
        "events_signup.answers",
        "events_signup.labels",
        "events_signup.consent_text",
        "events_signup.reason",
        "events_need.note",
        "events_invitationcode.code",
        "events_invitationcode.organisation",
        "events_messagetext.subject",
        "events_messagetext.body",
    }
    assert len(mail.outbox) > 0
    assert {"failed", "queued", "sent"} <= set(Mail.objects.values_list("state", flat=True))


def test_after_the_retention_period_nothing_is_left_anywhere(lived, event, caplog):  # S20 V1 V4
    with time_machine.travel(event.erased_at, tick=False):
        erase_due(timezone.now())
    assert tables_with(CANARY, NEED_CANARY) == set()
    with time_machine.travel(event.erased_at + timedelta(days=120), tick=False):
        clear_old(timezone.now())
    assert (tables_with(CANARY, NEED_CANARY), files_with(CANARY, NEED_CANARY)) == (set(), [])
    # What was sent is in people's mailboxes; nothing of it is in the outbox.
    assert list(Mail.objects.exclude(payload={}).values_list("kind", "payload")) == []
    assert [record.getMessage() for record in caplog.records if CANARY in record.getMessage().lower()] == []


def test_needs_are_gone_everywhere_before_the_rest_is(lived, event, caplog):  # S16 S20
    with time_machine.travel(event.needs_erased_at, tick=False):
        erase_due(timezone.now())
    assert (tables_with(NEED_CANARY), files_with(NEED_CANARY), Need.objects.count()) == (set(), [], 0)
    assert "events_signup.family_name" in tables_with(CANARY)
    assert NEED_CANARY not in caplog.text


def test_whoever_asks_for_it_is_nowhere_any_more_at_once(event, caplog):  # S8 S20 V2
    caplog.set_level("DEBUG")
    sign_up(event.pk, person(1))
    signup = confirm(Signup.objects.get().public_id)
    erase(signup.public_id)
    assert (tables_with(CANARY, NEED_CANARY), files_with(CANARY, NEED_CANARY)) == (set(), [])
    assert CANARY not in caplog.text


def test_the_log_of_the_staff_names_nobody(lived):  # V4 V5
    lines = ModelLogEntry.objects.filter(action__startswith="events.").values_list("label", "data")
    assert [line for line in lines if CANARY in str(line).lower()] == []
    assert lines.count() >= 3
