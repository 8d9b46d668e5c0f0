from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from cms.mail.models import Mail, MailState
from cms.mail.sender import send_due
from events.models import Event
from events.models.enums import EventStatus
from events.signups import correct
from events.signups.reminding import remind_due
from tests.builders import make_event_row, make_person, signed_up, signed_up_and_confirmed
from tests.events.signups.stories import mails_to

pytestmark = pytest.mark.django_db


def remind_at(moment) -> int:
    with time_machine.travel(moment, tick=False):
        return remind_due(timezone.now())


def test_holders_of_a_seat_are_reminded_once_some_days_before():  # S18
    event = make_event_row(capacity=1, reminder_days=2)
    seat, waiting = signed_up_and_confirmed(event, 1), signed_up_and_confirmed(event, 2)
    hold = signed_up(make_event_row(reminder_days=2))
    two_days_before = event.starts_at - timedelta(days=2)
    assert [remind_at(two_days_before + timedelta(seconds=second)) for second in (-1, 0, 1)] == [0, 1, 0]
    assert [mails_to(signup)[-1] for signup in (seat, waiting, hold)] == [
        "reminder",
        "waiting_place",
        "please_confirm",
    ]


def test_a_new_date_brings_a_new_reminder():  # S18
    event = make_event_row()
    seat = signed_up_and_confirmed(event)
    assert remind_at(event.starts_at - timedelta(days=1)) == 1
    Mail.objects.update(state=MailState.SENT)
    Event.objects.update(starts_at=event.starts_at + timedelta(days=7), ends_at=event.ends_at + timedelta(days=7))
    assert remind_at(event.starts_at + timedelta(days=4)) == 0
    assert remind_at(event.starts_at + timedelta(days=6)) == 1
    assert mails_to(seat).count("reminder") == 2


def test_a_date_that_is_moved_at_this_moment_keeps_its_reminder():  # S18
    event = make_event_row()
    seat = signed_up_and_confirmed(event)

    def moved_first(execute, sql, params, many, context):
        if sql.startswith("UPDATE") and "seatbook" in sql:
            Event.objects.update(
                starts_at=event.starts_at + timedelta(days=7), ends_at=event.ends_at + timedelta(days=7)
            )
        return execute(sql, params, many, context)

    with connection.execute_wrapper(moved_first):
        assert remind_at(event.starts_at - timedelta(days=1)) == 0
    assert remind_at(event.starts_at + timedelta(days=6)) == 1
    assert mails_to(seat).count("reminder") == 1


def test_who_has_just_got_the_seat_is_not_reminded_the_same_day():
    event = make_event_row()
    with time_machine.travel(event.starts_at - timedelta(hours=20), tick=False):
        signed_up_and_confirmed(event)
        assert remind_due(timezone.now()) == 0


def test_a_correction_does_not_put_the_reminder_off():
    event = make_event_row()
    seat = signed_up_and_confirmed(event)
    with time_machine.travel(event.starts_at - timedelta(hours=20), tick=False):
        correct(seat.public_id, make_person())
        assert remind_due(timezone.now()) == 1


@pytest.mark.parametrize("facts", [{"reminder_days": 0}, {"status": EventStatus.CANCELLED}, {"live": False}])
def test_nobody_is_reminded_of_what_nobody_announces(facts):
    event = make_event_row()
    signed_up_and_confirmed(event)
    Event.objects.update(**facts)
    assert remind_at(event.starts_at - timedelta(hours=1)) == 0
    assert remind_at(event.starts_at) == 0


def test_a_reminder_that_could_not_be_sent_before_a_move_is_dropped():  # S18
    seat = signed_up_and_confirmed(make_event_row())
    event = seat.event
    assert remind_at(event.starts_at - timedelta(days=1)) == 1
    Event.objects.filter(pk=event.pk).update(
        starts_at=event.starts_at + timedelta(days=30), ends_at=event.ends_at + timedelta(days=30)
    )
    with time_machine.travel(event.starts_at, tick=False):
        send_due(timezone.now())
    assert Mail.objects.get(kind="signup.reminder").state == MailState.STOPPED
