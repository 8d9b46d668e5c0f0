"""An event that is postponed has no date: seats stay, everything that counts from a date rests until there is one."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from cms.ground.publish_refusal import PublishRefused
from cms.mail.models import Mail, MailState
from events.mails import KINDS
from events.models import Event, SeatBook, Signup
from events.models.dates import RESTS
from events.models.enums import EventStatus
from events.models.erasing_dates import erasing_of
from events.signups import Reason, Refused, SignupStatus, accept_offer, cancel, check_in, facts_published, signup_status
from events.signups.announcing import announce_due
from events.signups.erasing import erase_due
from events.signups.invariants import broken_invariants
from events.signups.lapse import lapse_due
from events.signups.reminding import remind_due
from events.signups.seats import seats
from events.signups.waiting_list import settle_all
from tests.builders import change_facts, hold_mail_delivered, make_event_row, make_staff, signed_up_and_confirmed
from tests.events.signups.stories import full_event, mails_to, state_of

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=365)


@pytest.fixture
def event() -> Event:
    """Announced, for in ten days."""
    event = make_event_row(capacity=2)
    facts_published(event.pk)
    return event


def postpone(event: Event, **facts) -> Event:
    change_facts(event, status=EventStatus.POSTPONED, **facts)
    facts_published(event.pk)
    return Event.objects.get(pk=event.pk)


def give_a_date(event: Event, days: int = 30, **facts) -> Event:
    start = timezone.now() + timedelta(days=days)
    change_facts(event, status=EventStatus.MOVED, starts_at=start, ends_at=start + timedelta(hours=2), **facts)
    facts_published(event.pk)
    return Event.objects.get(pk=event.pk)


def text_of_last_mail(signup: Signup) -> str:
    mail = Mail.objects.filter(payload__signup=str(signup.public_id)).latest("pk")
    (kind,) = [kind for kind in KINDS if f"signup.{kind.kind}" == mail.kind]
    return kind(mail.payload, mail.language).body


def test_everybody_is_told_once_and_keeps_the_seat(event):  # S28
    seat = signed_up_and_confirmed(event)
    postpone(event)
    assert announce_due(timezone.now()) == 0
    assert (state_of(seat), mails_to(seat)[-2:]) == ("confirmed", ["confirmed", "postponed"])
    book = SeatBook.objects.get()
    assert (book.sequence, book.previous_start) == (1, event.starts_at)
    assert "Der neue Termin steht noch nicht fest" in text_of_last_mail(seat)


@pytest.mark.parametrize(("open_meanwhile", "status"), [(False, SignupStatus.POSTPONED), (True, SignupStatus.OPEN)])
def test_sign_up_is_open_or_closed_as_the_editor_says(event, open_meanwhile, status):  # S28
    past = timezone.now() - timedelta(hours=1)
    event = postpone(event, signup_while_postponed=open_meanwhile, signup_closes_at=past)
    assert signup_status(event, seats(event), timezone.now()) == status


def test_long_after_the_former_date_nothing_has_ended_been_reminded_or_erased(event):  # S28 S20
    seat = signed_up_and_confirmed(event)
    event = postpone(event)
    with time_machine.travel(timezone.now() + YEAR, tick=False):
        now = timezone.now()
        assert (remind_due(now), lapse_due(now), erase_due(now), announce_due(now)) == (0, 0, 0, 0)
        assert (state_of(seat), event.is_over(now), event.has_started(now)) == ("confirmed", False, False)
        assert erasing_of(Event.objects.get()).signups == RESTS
        assert list(Event.objects.not_over(now)) == [event]
        cancel(seat.public_id)
    assert state_of(seat) == "cancelled"


def test_nobody_is_checked_in_on_the_former_day(event):  # S28
    seat = signed_up_and_confirmed(event)
    postpone(event)
    with (
        time_machine.travel(event.starts_at, tick=False),
        pytest.raises(Refused, match=Reason.TOO_EARLY),
    ):
        check_in(seat.public_id, make_staff("einlass"))


def test_an_offer_rests_and_begins_anew_with_the_new_date():  # S28 S5
    event, holder, (waiting,) = full_event(waiting=1)
    facts_published(event.pk)
    cancel(holder.public_id)
    waiting.refresh_from_db()
    hold_mail_delivered(waiting)
    postpone(event)
    with time_machine.travel(timezone.now() + YEAR, tick=False):
        lapse_due(timezone.now())
        assert (state_of(waiting), list(broken_invariants())) == ("offered", [])
        give_a_date(event)
        waiting.refresh_from_db()
        assert waiting.expires_at == timezone.now() + timedelta(hours=48)
        accept_offer(waiting.public_id)
    assert state_of(waiting) == "confirmed"


def test_a_seat_that_gets_free_is_offered_once_there_is_a_date():  # S28 S5
    event, holder, (waiting,) = full_event(waiting=1)
    facts_published(event.pk)
    postpone(event)
    cancel(holder.public_id)
    assert (settle_all(timezone.now()), state_of(waiting), list(broken_invariants())) == (0, "waiting", [])
    give_a_date(event)
    assert state_of(waiting) == "offered"


def test_the_new_date_is_told_and_the_seat_can_be_given_back_by_one_click(event):  # S28
    seat = signed_up_and_confirmed(event)
    event = postpone(event)
    Mail.objects.update(state=MailState.SENT)
    with time_machine.travel(event.starts_at + timedelta(days=5), tick=False):
        give_a_date(event)
        text = text_of_last_mail(seat)
        assert mails_to(seat)[-2:] == ["postponed", "moved"]
        assert "Jetzt gibt es einen neuen Termin" in text
        assert "geben Sie hier den Platz zurück" in text
    book = SeatBook.objects.get()
    assert (book.sequence, book.previous_start) == (2, event.starts_at)


def test_postponed_and_dated_again_before_a_mail_has_left_is_one_mail(event):  # S28 S33
    seat = signed_up_and_confirmed(event)
    postpone(event)
    give_a_date(event)
    assert mails_to(seat)[-2:] == ["confirmed", "moved"]
    assert "war verschoben" not in text_of_last_mail(seat)


def test_data_is_kept_for_a_week_at_least_when_a_postponed_event_is_cancelled(event):  # S28 S20
    seat = signed_up_and_confirmed(event)
    event = postpone(event)
    with time_machine.travel(timezone.now() + YEAR, tick=False):
        change_facts(event, status=EventStatus.CANCELLED)
        facts_published(event.pk)
        assert (erase_due(timezone.now()), state_of(seat), mails_to(seat)[-1]) == (0, "cancelled", "event_cancelled")


def test_a_postponed_event_gets_no_date_in_the_past_and_no_deadline_of_the_former_one(event):  # S28
    signed_up_and_confirmed(event)
    event = postpone(event, cancel_until=event.starts_at - timedelta(days=1))
    with time_machine.travel(event.starts_at + timedelta(days=1), tick=False):
        event.status = EventStatus.PLANNED
        with pytest.raises(PublishRefused):
            event.save_revision(clean=False).publish()
        event.starts_at, event.ends_at = event.starts_at + YEAR, event.ends_at + YEAR
        with pytest.raises(ValidationError) as refused:
            event.full_clean()
        assert list(refused.value.message_dict) == ["cancel_until"]
