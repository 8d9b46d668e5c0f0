"""A seat number beyond the capacity that nobody granted."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from events.models import Event, Signup
from events.signups import cancel, facts_published, grant_exception
from tests.builders import make_event_row, signed_up, signed_up_and_confirmed
from tests.events.signups.stories import full_event
from tests.events.signups.test_invariants import sentences

pytestmark = pytest.mark.django_db


def test_a_seat_beyond_the_capacity():  # S2 S21
    event = make_event_row(capacity=3)
    signup = signed_up(event)
    Signup.objects.update(seat_no=4)
    wrong = [f"Sign-up {signup.public_id} holds seat 4 of event {event.public_id}, which has 3."]
    assert sentences() == wrong
    # Nobody knows what the capacity was before it was published last, or in the hour after it.
    Event.objects.update(last_published_at=signup.created_at - timedelta(minutes=59))
    assert sentences() == []
    Event.objects.update(last_published_at=signup.created_at - timedelta(minutes=61))
    assert sentences() == wrong


def test_an_exception_has_a_seat_beyond_the_capacity(clerk):  # S2 S14
    _event, _holder, (waiting,) = full_event(waiting=1)
    assert (grant_exception(waiting.public_id, clerk).seat_no, sentences()) == (2, [])
    Signup.objects.filter(seat_no=2).update(is_exception=False)
    assert len(sentences()) == 2


def test_seats_of_a_capacity_that_was_lowered_stay():  # S1 S2
    event = make_event_row(capacity=5)
    people = [signed_up_and_confirmed(event, number) for number in range(1, 6)]
    for signup in people[:4]:
        cancel(signup.public_id)
    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        Event.objects.update(capacity=2, last_published_at=timezone.now())
        facts_published(event.pk)
        assert (Signup.objects.get(state="confirmed").seat_no, sentences()) == (5, [])
        with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
            newer = signed_up(event, 9)
            assert sentences() == []
            Signup.objects.filter(pk=newer.pk).update(seat_no=6)
            assert sentences() == [f"Sign-up {newer.public_id} holds seat 6 of event {event.public_id}, which has 2."]
