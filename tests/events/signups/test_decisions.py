from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone, translation

from events.models import Event, InvitationCode, Signup
from events.models.enums import EventStatus
from events.signups import (
    Reason,
    Refused,
    approve,
    cancel,
    decline,
    grant_exception,
    place_in_queue,
    reopen,
    save_code,
)
from events.signups.seats import seats
from tests.builders import make_event_row, signed_up_and_confirmed
from tests.events.signups.stories import full_event, mails_to, sign_up_with, somebody_who_is, state_of

pytestmark = pytest.mark.django_db


def test_whoever_decides_second_is_told_who_decided_and_what(clerk):  # S14
    signup = somebody_who_is("pending", clerk)
    approve(signup.public_id, clerk)
    with translation.override("en"), pytest.raises(Refused) as refused:
        decline(signup.public_id, clerk, "Nein.")
    assert refused.value.reason == Reason.DECIDED
    with translation.override("en"):
        assert refused.value.sentence == "Already decided by Kim Amt: confirmed."


def test_a_decline_keeps_the_reason_and_gives_the_seat_to_the_next(clerk):  # S5 S14
    event = make_event_row(capacity=1, review=True)
    declined, waiting = signed_up_and_confirmed(event, 1), signed_up_and_confirmed(event, 2)
    decline(declined.public_id, clerk, "Zu viele.")
    declined.refresh_from_db()
    assert (declined.state, declined.seat_no, declined.reason) == ("declined", None, "Zu viele.")
    assert (state_of(waiting), mails_to(waiting)[-1]) == ("offered", "offer")


@pytest.mark.parametrize("verb", [approve, lambda public_id, user: decline(public_id, user, "")])
def test_nothing_is_decided_after_the_end_or_for_a_cancelled_event(verb, clerk):
    signup = somebody_who_is("pending", clerk)
    with time_machine.travel(signup.event.ends_at, tick=False), pytest.raises(Refused) as late:
        verb(signup.public_id, clerk)
    Event.objects.update(status=EventStatus.CANCELLED)
    with pytest.raises(Refused) as cancelled:
        verb(signup.public_id, clerk)
    assert (late.value.reason, cancelled.value.reason) == (Reason.PAST, Reason.CANCELLED)


def test_who_is_reopened_has_a_new_place_at_the_end_of_the_queue(clerk):
    _event, holder, (first, second) = full_event(waiting=2)
    cancel(first.public_id)
    reopened = reopen(first.public_id, clerk)
    assert (reopened.state, place_in_queue(reopened), place_in_queue(second)) == ("waiting", 2, 1)
    assert mails_to(first)[-2:] == ["cancelled", "reopened"]


def test_who_is_reopened_while_a_seat_is_free_is_decided_on_again(clerk):
    signup = somebody_who_is("declined", clerk)
    reopened = reopen(signup.public_id, clerk)
    assert (reopened.state, reopened.seat_no, reopened.reason, reopened.expires_at) == ("pending", 1, "", None)


def test_a_sign_up_is_not_reopened_when_the_address_has_another_one(clerk):  # S9
    event = make_event_row()
    cancel((old := signed_up_and_confirmed(event, 1)).public_id)
    signed_up_and_confirmed(event, 1)
    with pytest.raises(Refused) as refused:
        reopen(old.public_id, clerk)
    assert refused.value.reason == Reason.KNOWN_PERSON


def test_nobody_is_reopened_after_the_start(clerk):
    signup = somebody_who_is("cancelled", clerk)
    with time_machine.travel(signup.event.starts_at, tick=False), pytest.raises(Refused) as refused:
        reopen(signup.public_id, clerk)
    assert refused.value.reason == Reason.STARTED


def test_who_is_reopened_gets_the_seat_that_is_held_back_for_the_code(clerk):  # S10
    event, _holder, _queue = full_event()
    Event.objects.update(capacity=2)
    code = save_code(
        InvitationCode(
            event=event, organisation="Verein", seats=1, held_back=1, valid_until=timezone.now() + timedelta(days=5)
        )
    )
    guest = sign_up_with(event, 5, code.code)
    cancel(guest.public_id)
    reopen(guest.public_id, clerk)
    assert (state_of(guest), mails_to(guest)[-2:]) == ("offered", ["reopened", "offer"])


def test_who_is_reopened_after_the_code_was_used_up_waits_without_it(clerk):  # S10
    event = make_event_row()
    code = save_code(
        InvitationCode(event=event, organisation="Verein", seats=1, valid_until=timezone.now() + timedelta(days=5))
    )
    first = sign_up_with(event, 5, code.code)
    cancel(first.public_id)
    sign_up_with(event, 6, code.code)
    assert reopen(first.public_id, clerk).code is None


def test_an_exception_has_a_seat_beyond_the_capacity_and_takes_none(clerk):  # S14
    event, holder, (first, second) = full_event(waiting=2)
    exception = grant_exception(second.public_id, clerk)
    assert (exception.state, exception.seat_no, exception.is_exception) == ("confirmed", 2, True)
    assert (seats(event).held, state_of(first)) == (2, "waiting")
    # All who hold a seat count: the next to leave brings the event back to its capacity only.
    cancel(holder.public_id)
    assert (seats(event).free, state_of(first)) == (0, "waiting")
    cancel(exception.public_id)
    assert state_of(first) == "offered"


def test_an_exception_can_be_made_until_the_event_is_over(clerk):
    _event, _holder, (first, second) = full_event(waiting=2)
    with time_machine.travel(first.event.starts_at, tick=False):
        grant_exception(first.public_id, clerk)
    with time_machine.travel(first.event.ends_at, tick=False), pytest.raises(Refused) as refused:
        grant_exception(second.public_id, clerk)
    assert (state_of(first), refused.value.reason) == ("confirmed", Reason.PAST)


def test_a_cancelled_exception_is_none_any_more(clerk):
    _event, _holder, (first,) = full_event(waiting=1)
    grant_exception(first.public_id, clerk)
    cancel(first.public_id)
    assert Signup.objects.values_list("is_exception", "seat_no").get(pk=first.pk) == (False, None)
