from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from events.models import Event, Signup
from events.signups import Reason, Refused, cancel, cancel_by_staff, check_in, release_unconfirmed
from events.signups.ending import unconfirmed
from tests.builders import make_event_row, signed_up, signed_up_and_confirmed
from tests.events.signups.stories import full_event, mails_to, somebody_who_is, state_of

pytestmark = pytest.mark.django_db


def test_staff_cancel_after_the_deadline_and_the_next_one_gets_the_seat(clerk):  # S5 S14
    _event, holder, (first,) = full_event(waiting=1, cancel_until=timezone.now() - timedelta(days=1))
    cancel_by_staff(holder.public_id, clerk)
    assert (state_of(holder), state_of(first), mails_to(holder)[-1]) == ("cancelled", "offered", "cancelled")


def test_after_the_event_nobody_is_cancelled_any_more(clerk):
    signup = somebody_who_is("confirmed", clerk)
    with time_machine.travel(signup.event.ends_at, tick=False), pytest.raises(Refused) as refused:
        cancel_by_staff(signup.public_id, clerk)
    assert refused.value.reason == Reason.PAST


def test_who_waits_may_leave_the_list_after_the_deadline_for_seats_until_the_start():  # S8
    _event, _holder, (first, second) = full_event(waiting=2, cancel_until=timezone.now() - timedelta(days=1))
    cancel(first.public_id)
    with time_machine.travel(second.event.starts_at, tick=False), pytest.raises(Refused) as refused:
        cancel(second.public_id)
    assert (state_of(first), refused.value.reason) == ("cancelled", Reason.TOO_LATE)


def test_who_is_cancelled_was_not_there(clerk):  # S17
    signup = somebody_who_is("confirmed", clerk)
    with time_machine.travel(signup.event.starts_at, tick=False):
        check_in(signup.public_id, clerk)
        cancel_by_staff(signup.public_id, clerk)
    assert Signup.objects.values_list("state", "attended_at").get() == ("cancelled", None)


def test_all_unconfirmed_holds_can_be_released_at_once(clerk):  # S22
    event = make_event_row(capacity=2)
    confirmed = signed_up_and_confirmed(event, 1)
    holds = [signed_up(event, number) for number in (2, 3)]
    waiting = signed_up_and_confirmed(event, 4)
    assert len(unconfirmed(event)) == 2
    assert release_unconfirmed(event.pk, clerk) == 2
    assert [state_of(signup) for signup in [confirmed, *holds, waiting]] == [
        "confirmed",
        "expired",
        "expired",
        "offered",
    ]
    assert [mails_to(hold) for hold in holds] == [["please_confirm"], ["please_confirm"]]
    assert release_unconfirmed(event.pk, clerk) == 0


def test_a_wave_of_holds_is_told_by_their_time(clerk):  # S22
    event = make_event_row()
    signed_up(event, 1)
    since = timezone.now()
    late = signed_up(event, 2)
    assert list(unconfirmed(event, since)) == [late]


def test_a_seat_given_back_after_the_start_goes_to_nobody(clerk):  # S5
    _event, holder, (first,) = full_event(waiting=1)
    with time_machine.travel(holder.event.starts_at, tick=False):
        cancel_by_staff(holder.public_id, clerk)
    assert state_of(first) == "waiting"


def test_a_seat_given_back_while_more_are_held_than_published_goes_to_nobody(clerk):  # S1 S5
    event = make_event_row(capacity=3)
    holders = [signed_up_and_confirmed(event, number) for number in (1, 2, 3)]
    waiting = signed_up_and_confirmed(event, 4)
    Event.objects.update(capacity=2)
    cancel(holders[0].public_id)
    assert state_of(waiting) == "waiting"
    cancel(holders[1].public_id)
    assert Signup.objects.values_list("state", "seat_no").get(pk=waiting.pk) == ("offered", 1)
