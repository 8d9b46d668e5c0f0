"""Deadlines when the clocks change (R7): a hold lasts as many hours as promised, a day has its local name."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from events.models import Event, Signup
from events.signups import Reason, Refused, accept_offer, cancel, check_in, confirm
from events.signups.erasing import erase_due
from events.signups.invariants import broken_invariants
from events.signups.lapse import lapse_due
from events.signups.reminding import remind_due
from tests.builders import hold_mail_delivered, make_event_row, make_staff, signed_up, signed_up_and_confirmed

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
# In 2027 the clocks go forward on 28 March and back on 31 October.
CHANGES = [(2027, 3, 28), (2027, 10, 31)]


def on(day: tuple[int, int, int], hour: int, minute: int = 0, fold: int = 0) -> datetime:
    return datetime(*day, hour, minute, tzinfo=BERLIN, fold=fold)


def event_after(day: tuple[int, int, int], **facts) -> Event:
    """An event ten days after the change, at six in the evening."""
    start = (on(day, 18) + timedelta(days=10)).replace(hour=18)
    return make_event_row(starts_at=start, ends_at=start + timedelta(hours=3), **facts)


@pytest.mark.parametrize(("day", "ends_at_hour"), [(CHANGES[0], 13), (CHANGES[1], 11)])
def test_a_hold_over_the_change_lasts_twenty_four_hours(day, ends_at_hour):  # R7 S4
    evening = on(day, 12) - timedelta(days=1)
    with time_machine.travel(evening, tick=False):
        signup = hold_mail_delivered(signed_up(event_after(day, capacity=50)))
    signup.refresh_from_db()
    assert signup.expires_at - evening.astimezone(ZoneInfo("UTC")) == timedelta(hours=24)
    assert timezone.localtime(signup.expires_at) == on(day, ends_at_hour)
    with time_machine.travel(signup.expires_at - timedelta(seconds=1), tick=False):
        assert confirm(signup.public_id).state == "confirmed"


@pytest.mark.parametrize("day", CHANGES)
def test_an_offer_over_the_change_lasts_forty_eight_hours(day):  # R7 S5
    with time_machine.travel(on(day, 0, 30) - timedelta(hours=10), tick=False):
        event = event_after(day, capacity=1)
        holder, waiting = signed_up_and_confirmed(event, 1), signed_up_and_confirmed(event, 2)
        offered_at = timezone.now()
        cancel(holder.public_id)
        waiting.refresh_from_db()
        hold_mail_delivered(waiting)
    assert waiting.expires_at == offered_at + timedelta(hours=48)
    with time_machine.travel(waiting.expires_at, tick=False):
        with pytest.raises(Refused) as refused:
            accept_offer(waiting.public_id)
        assert (refused.value.reason, lapse_due(timezone.now())) == (Reason.EXPIRED, 1)


def test_of_the_hour_that_comes_twice_the_one_that_was_meant_is_the_deadline():  # R7 S8
    day = CHANGES[1]
    with time_machine.travel(on(day, 12) - timedelta(days=3), tick=False):
        first, second = (
            signed_up_and_confirmed(event_after(day, cancel_until=on(day, 2, 30, fold=fold))) for fold in (0, 1)
        )
    with time_machine.travel(on(day, 2, 45), tick=False):
        with pytest.raises(Refused) as refused:
            cancel(first.public_id)
        assert (refused.value.reason, cancel(second.public_id).state) == (Reason.TOO_LATE, "cancelled")


def test_a_deadline_in_the_hour_that_does_not_exist_ends_all_the_same():  # R7 S8
    day = CHANGES[0]
    with time_machine.travel(on(day, 12) - timedelta(days=3), tick=False):
        signup, late = (signed_up_and_confirmed(event_after(day, cancel_until=on(day, 2, 30))) for _event in (1, 2))
    with time_machine.travel(on(day, 1, 29), tick=False):
        assert cancel(signup.public_id).state == "cancelled"
    with time_machine.travel(on(day, 3, 31), tick=False), pytest.raises(Refused) as refused:
        cancel(late.public_id)
    assert refused.value.reason == Reason.TOO_LATE


@pytest.mark.parametrize("day", CHANGES)
def test_check_in_opens_with_the_local_day_of_the_change(day):  # R7 S17
    clerk = make_staff("clerk")
    with time_machine.travel(on(day, 12) - timedelta(days=3), tick=False):
        event = make_event_row(starts_at=on(day, 10), ends_at=on(day, 12))
        signup = signed_up_and_confirmed(event)
    with time_machine.travel(on(day, 0) - timedelta(seconds=1), tick=False), pytest.raises(Refused):
        check_in(signup.public_id, clerk)
    with time_machine.travel(on(day, 0), tick=False):
        assert check_in(signup.public_id, clerk).attended_at == on(day, 0)


@pytest.mark.parametrize("day", CHANGES)
def test_data_is_kept_for_whole_days_over_the_change_and_not_longer(day):  # R7 S20
    end = on(day, 20) - timedelta(days=3)
    with time_machine.travel(end - timedelta(days=20), tick=False):
        event = make_event_row(starts_at=end - timedelta(hours=2), ends_at=end, retention_days=7)
        signed_up_and_confirmed(event)
    due = end.astimezone(ZoneInfo("UTC")) + timedelta(days=7)
    with time_machine.travel(due - timedelta(seconds=1), tick=False):
        assert erase_due(timezone.now()) == 0
    with time_machine.travel(due, tick=False):
        assert (erase_due(timezone.now()), list(broken_invariants())) == (1, [])
    assert Signup.objects.get().family_name == ""


@pytest.mark.parametrize("day", CHANGES)
def test_the_reminder_over_the_change_comes_once(day):  # R7 S18
    with time_machine.travel(on(day, 12) - timedelta(days=8), tick=False):
        start = on(day, 18) + timedelta(days=1)
        signed_up_and_confirmed(make_event_row(starts_at=start, ends_at=start + timedelta(hours=2), reminder_days=2))
    reminded = 0
    for hour in range(72):
        with time_machine.travel(on(day, 0) - timedelta(days=2) + timedelta(hours=hour), tick=False):
            reminded += remind_due(timezone.now())
    assert reminded == 1
