"""The lock under which every sign-up is written: what it hands out, notes and refuses."""

import uuid

import pytest
from django.db import OperationalError, transaction
from django.db.transaction import TransactionManagementError

from events.models import Event, SeatBook, Signup
from events.signups import Reason, Refused
from events.signups.seat_lock import locked_event, locked_signup, skipped_while_busy
from tests.builders import make_event_row, signed_up

pytestmark = pytest.mark.django_db


def test_the_event_is_read_after_the_lock():  # S1
    event = make_event_row(capacity=10)
    Event.objects.filter(pk=event.pk).update(capacity=3)
    with locked_event(event.pk) as locked:
        assert (locked.pk, locked.capacity, SeatBook.objects.get(event=event).writes) == (event.pk, 3, 1)


@pytest.mark.parametrize(("capacity", "ceiling"), [(12, 12), (8, 10)])
def test_the_lock_notes_the_greatest_capacity_that_somebody_went_by(capacity, ceiling):  # S1
    event = make_event_row(capacity=10)
    SeatBook.objects.filter(event=event).update(capacity_ceiling=10)
    Event.objects.filter(pk=event.pk).update(capacity=capacity)
    with locked_event(event.pk):
        assert SeatBook.objects.get(event=event).capacity_ceiling == ceiling


def test_what_fails_inside_leaves_nothing():  # S1
    event = make_event_row()

    def fail() -> None:
        with locked_event(event.pk):
            Event.objects.filter(pk=event.pk).update(capacity=3)
            raise Refused(Reason.FULL)

    with pytest.raises(Refused):
        fail()
    book = SeatBook.objects.get(event=event)
    assert (book.event.capacity, book.writes) == (10, 0)


@pytest.mark.django_db(transaction=True)
def test_nobody_decides_inside_a_transaction_that_began_earlier():  # S1
    event = make_event_row()
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"), locked_event(event.pk):
        raise TransactionManagementError
    assert SeatBook.objects.get(event=event).writes == 0


def test_an_event_that_is_not_there_takes_no_sign_ups():  # S1
    with pytest.raises(Refused) as refused, locked_event(0):
        pass
    assert refused.value.reason == Reason.NO_FORM


def test_a_lock_that_can_not_be_had_is_a_refusal_and_any_other_trouble_is_not():  # S1 S22
    event = make_event_row()
    with pytest.raises(Refused) as refused, locked_event(event.pk):
        raise OperationalError("database is locked")
    assert refused.value.reason == Reason.BUSY
    with pytest.raises(OperationalError, match="disk"), locked_event(event.pk):
        raise OperationalError("disk I/O error")


def test_the_worker_passes_by_what_is_busy_and_hears_of_all_else():  # S1
    passed = []
    with skipped_while_busy():
        passed.append("began")
        raise Refused(Reason.BUSY)
    assert passed == ["began"]
    with pytest.raises(Refused) as refused, skipped_while_busy():
        raise Refused(Reason.FULL)
    assert refused.value.reason == Reason.FULL


def test_a_sign_up_comes_with_its_event_as_both_stand_now():  # S1
    signup = signed_up(make_event_row())
    Signup.objects.filter(pk=signup.pk).update(organisation="Verein")
    with locked_signup(signup.public_id) as (event, locked):
        assert (event, locked.organisation, SeatBook.objects.get(event=event).writes) == (signup.event, "Verein", 2)


def test_nothing_is_done_to_somebody_who_was_erased():  # S1 S20
    signup = signed_up(make_event_row())
    Signup.objects.filter(pk=signup.pk).update(anonymised_at=signup.created_at)
    with pytest.raises(Refused) as refused, locked_signup(signup.public_id):
        pass
    assert refused.value.reason == Reason.ERASED
    with pytest.raises(Signup.DoesNotExist), locked_signup(uuid.uuid4()):
        pass
