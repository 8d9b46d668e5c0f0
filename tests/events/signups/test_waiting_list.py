from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from cms.mail.models import Mail
from events.models import Signup
from events.models.enums import EventAccess, EventStatus, SignupState
from events.signups import Reason, Refused, accept_offer, cancel, place_in_queue
from events.signups.lapse import lapse_due
from events.signups.waiting_list import settle_all
from tests.builders import change_facts, hold_mail_delivered, make_event_row, signed_up, signed_up_and_confirmed
from tests.events.road import locked_elsewhere

pytestmark = pytest.mark.django_db


def full_event(waiting: int = 2):
    """An event with one seat, which is taken, and people who wait for it."""
    event = make_event_row(capacity=1, waiting_list_size=10)
    holder = signed_up_and_confirmed(event, 1)
    queue = [signed_up_and_confirmed(event, number) for number in range(2, 2 + waiting)]
    return event, holder, queue


def state_of(signup: Signup) -> SignupState:
    return SignupState(Signup.objects.values_list("state", flat=True).get(pk=signup.pk))


def test_people_know_their_place_in_the_queue():  # S6
    _event, holder, queue = full_event(waiting=3)
    assert [place_in_queue(signup) for signup in queue] == [1, 2, 3]
    assert place_in_queue(holder) is None


def test_somebody_who_has_not_confirmed_the_address_has_no_place():  # S6
    event, _holder, _queue = full_event(waiting=1)
    assert place_in_queue(signed_up(event, 9)) is None


def test_cancelling_offers_the_seat_to_the_next_in_the_queue():  # S5
    _event, holder, (first, second) = full_event()
    cancelled = cancel(holder.public_id)
    first.refresh_from_db()
    assert (cancelled.state, cancelled.seat_no) == (SignupState.CANCELLED, None)
    assert (first.state, first.seat_no) == (SignupState.OFFERED, 1)
    assert state_of(second) == SignupState.WAITING
    assert list(Mail.objects.order_by("-id").values_list("kind", flat=True)[:2]) == ["signup.offer", "signup.cancelled"]


def test_cancelling_twice_sends_nothing_the_second_time():  # S3 S4
    _event, holder, _queue = full_event(waiting=0)
    cancel(holder.public_id)
    mails = Mail.objects.count()
    assert cancel(holder.public_id).state == SignupState.CANCELLED
    assert Mail.objects.count() == mails


def test_cancelling_makes_the_links_of_the_person_void():  # X3
    _event, holder, _queue = full_event(waiting=0)
    before = holder.link_version
    assert cancel(holder.public_id).link_version == before + 1


def test_after_the_deadline_a_seat_can_not_be_given_back_here():  # S8
    event = make_event_row(cancel_until=timezone.now() + timedelta(days=1))
    signup = signed_up_and_confirmed(event)
    with time_machine.travel(event.cancel_until), pytest.raises(Refused) as refused:
        cancel(signup.public_id)
    assert refused.value.reason == Reason.TOO_LATE


def test_leaving_the_waiting_list_moves_the_others_up():  # S5
    _event, _holder, (first, second) = full_event()
    cancel(first.public_id)
    assert place_in_queue(second) == 1


def test_an_offer_that_is_accepted_becomes_a_seat():  # S5
    _event, holder, (first, _second) = full_event()
    cancel(holder.public_id)
    accepted = accept_offer(first.public_id)
    assert (accepted.state, accepted.seat_no, accepted.expires_at) == (SignupState.CONFIRMED, 1, None)
    assert accept_offer(first.public_id).state == SignupState.CONFIRMED


@pytest.mark.parametrize("facts", [{"review": True}, {"access": EventAccess.INVITATION}])
def test_where_staff_decide_they_decide_on_an_accepted_offer_too(facts):  # S5 S14
    event, holder, (first, _second) = full_event()
    type(event).objects.filter(pk=event.pk).update(**facts)
    cancel(holder.public_id)
    accepted = accept_offer(first.public_id)
    assert (accepted.state, accepted.seat_no) == (SignupState.PENDING, 1)
    assert accept_offer(first.public_id).state == SignupState.PENDING


def test_an_offer_that_lapses_goes_to_the_next_and_comes_back_once():  # S5
    _event, holder, (first, second) = full_event()
    cancel(holder.public_id)
    first.refresh_from_db()
    hold_mail_delivered(first)
    after_the_offer = first.expires_at + timedelta(minutes=1)
    with time_machine.travel(after_the_offer, tick=False):
        assert lapse_due(timezone.now()) == 1
        assert (state_of(first), state_of(second)) == (SignupState.WAITING, SignupState.OFFERED)
        with pytest.raises(Refused) as refused:
            accept_offer(first.public_id)
        assert refused.value.reason == Reason.EXPIRED
        second.refresh_from_db()
        hold_mail_delivered(second)
    with time_machine.travel(after_the_offer + timedelta(days=3), tick=False):
        lapse_due(timezone.now())
        assert (state_of(first), state_of(second)) == (SignupState.OFFERED, SignupState.WAITING)
        first.refresh_from_db()
        hold_mail_delivered(first)
    with time_machine.travel(after_the_offer + timedelta(days=6), tick=False):
        lapse_due(timezone.now())
        assert (state_of(first), state_of(second)) == (SignupState.EXPIRED, SignupState.OFFERED)


def test_a_hold_that_nobody_confirms_goes_to_the_queue():  # S4 S5
    event = make_event_row(capacity=1)
    hold = hold_mail_delivered(signed_up(event, 1))
    waiting = signed_up_and_confirmed(event, 2)
    with time_machine.travel(hold.expires_at, tick=False):
        assert lapse_due(timezone.now()) == 1
    assert (state_of(hold), state_of(waiting)) == (SignupState.EXPIRED, SignupState.OFFERED)
    assert (
        not Mail.objects.filter(payload={"signup": str(hold.public_id)}).exclude(kind="signup.please_confirm").exists()
    )


def test_somebody_who_never_confirms_the_address_leaves_the_waiting_list():  # S5
    event, _holder, _queue = full_event(waiting=0)
    never = hold_mail_delivered(signed_up(event, 9))
    with time_machine.travel(never.expires_at, tick=False):
        assert lapse_due(timezone.now()) == 1
    assert state_of(never) == SignupState.EXPIRED


def test_raising_the_capacity_by_publishing_offers_the_new_seats(django_capture_on_commit_callbacks):  # S5
    event, _holder, (first, second) = full_event()
    with django_capture_on_commit_callbacks(execute=True):
        change_facts(event, capacity=2)
    assert (state_of(first), state_of(second)) == (SignupState.OFFERED, SignupState.WAITING)


def test_the_worker_settles_what_a_crash_left_over():  # S5
    event, _holder, (first, second) = full_event()
    type(event).objects.filter(pk=event.pk).update(capacity=3)
    assert settle_all(timezone.now()) == 2
    assert (state_of(first), state_of(second)) == (SignupState.OFFERED, SignupState.OFFERED)


def test_nobody_is_promoted_after_the_start_or_for_a_cancelled_event():  # S5
    event, _holder, (first, _second) = full_event()
    type(event).objects.filter(pk=event.pk).update(capacity=3)
    assert settle_all(event.starts_at) == 0
    type(event).objects.filter(pk=event.pk).update(status=EventStatus.CANCELLED)
    assert settle_all(timezone.now()) == 0
    assert state_of(first) == SignupState.WAITING


def test_an_offer_that_lapses_at_the_start_leads_to_no_waiting_list():  # S5
    event, holder, (first, _second) = full_event()
    cancel(holder.public_id)
    with time_machine.travel(event.starts_at, tick=False):
        lapse_due(timezone.now())
    assert state_of(first) == SignupState.EXPIRED


def test_the_place_is_told_also_when_the_next_step_comes_in_between():  # S6
    _event, holder, (first, second) = full_event()
    cancel(holder.public_id)
    # ``first`` was read while it waited; by now it has an offer.
    assert (first.state, place_in_queue(first), place_in_queue(second)) == (SignupState.WAITING, 1, 1)


def test_places_follow_the_priority_first():  # S6
    _event, _holder, (first, second) = full_event()
    Signup.objects.filter(pk=second.pk).update(priority=1)
    second.refresh_from_db()
    assert (place_in_queue(first), place_in_queue(second)) == (2, 1)


def test_settling_asks_for_the_seats_of_all_events_at_once(django_assert_num_queries):  # S5
    for _number in range(3):
        full_event()
    with django_assert_num_queries(4):
        assert settle_all(timezone.now()) == 0


def test_a_lock_that_is_not_got_after_a_publish_stays_with_the_worker(
    django_capture_on_commit_callbacks, logged_errors
):  # S5
    event, _holder, (first, _second) = full_event()
    with locked_elsewhere(), django_capture_on_commit_callbacks(execute=True):
        change_facts(event, capacity=2)
    assert (state_of(first), len(logged_errors)) == (SignupState.WAITING, 1)
    assert settle_all(timezone.now()) == 1
