from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.mail.models import Mail
from events.models import Erasure, Event, Message, Need, Signup
from events.signups import Needs, Reason, Refused, erase, send_message
from events.signups.erasing import erase_due
from tests.builders import hold_mail_delivered, make_event_row, signed_up, signed_up_and_confirmed
from tests.events.signups.stories import full_event, somebody_who_is, state_of

pytestmark = pytest.mark.django_db
NEEDS = Needs(("step_free",), note="Rollstuhl")


def diary() -> list[tuple]:
    return list(Erasure.objects.order_by("pk").values_list("thing", "cause", "user__username"))


def test_whoever_asks_for_it_is_erased_at_once_and_the_seat_goes_to_the_next():  # S8 S20 V2
    _event, holder, (first,) = full_event(waiting=1)
    erase(holder.public_id)
    holder.refresh_from_db()
    emptied = (holder.given_name, holder.family_name, holder.email, holder.email_key, holder.organisation)
    assert emptied == ("", "", "", None, "")
    assert (holder.answers, holder.labels, holder.consent_text, holder.reason, holder.code) == ({}, {}, "", "", None)
    assert (holder.state, holder.seat_no, state_of(first)) == ("cancelled", None, "offered")
    assert diary() == [("signup", "person", None)]
    assert [(step.kind, step.to_state) for step in holder.steps.all()][-2:] == [
        ("moved", "cancelled"),
        ("erased", "cancelled"),
    ]


def test_mails_owed_to_somebody_who_was_erased_are_stopped_and_empty(clerk):  # S20 V2
    signup = somebody_who_is("confirmed", clerk)
    erase(signup.public_id, user=clerk)
    assert set(Mail.objects.values_list("state", "error")) == {("stopped", "")}
    assert [mail.payload for mail in Mail.objects.all()] == [{}, {}]
    assert diary() == [("signup", "staff", "clerk")]


def test_nothing_happens_to_somebody_who_was_erased(clerk):  # S20
    signup = somebody_who_is("confirmed", clerk)
    erase(signup.public_id)
    with pytest.raises(Refused) as refused:
        erase(signup.public_id)
    assert (refused.value.reason, len(diary())) == (Reason.ERASED, 1)


def test_after_the_event_the_seat_stays_what_it_was(clerk):
    signup = somebody_who_is("confirmed", clerk)
    with time_machine.travel(signup.event.ends_at, tick=False):
        erase(signup.public_id)
    assert state_of(signup) == "confirmed"


def test_needs_are_erased_earlier_than_the_sign_up(clerk):  # S16 S20
    event = make_event_row(needs_retention_days=7, retention_days=60)
    signup = signed_up_and_confirmed(event, needs=NEEDS)
    with time_machine.travel(event.needs_erased_at - timedelta(seconds=1), tick=False):
        assert erase_due(timezone.now()) == 0
    with time_machine.travel(event.needs_erased_at, tick=False):
        assert (erase_due(timezone.now()), erase_due(timezone.now())) == (1, 0)
    assert (Need.objects.count(), Signup.objects.get().family_name) == (0, signup.family_name)
    assert diary() == [("need", "retention", None)]


def test_sign_ups_and_messages_are_erased_when_their_time_is_over(clerk):  # S20
    event = make_event_row(retention_days=60)
    signed_up_and_confirmed(event, needs=NEEDS)
    send_message(event.pk, ["confirmed"], {"de": ("Betreff", "Text")}, clerk)
    with time_machine.travel(event.erased_at, tick=False):
        assert (erase_due(timezone.now()), erase_due(timezone.now())) == (1, 0)
    assert (Signup.objects.get().family_name, Need.objects.count(), Message.objects.count()) == ("", 0, 0)


def test_a_message_is_erased_although_all_its_readers_have_been_before(clerk):  # S20
    event = make_event_row()
    signup = signed_up_and_confirmed(event)
    send_message(event.pk, ["confirmed"], {"de": ("Betreff", "Text")}, clerk)
    erase(signup.public_id)
    with time_machine.travel(event.erased_at, tick=False):
        erase_due(timezone.now())
    assert Message.objects.count() == 0


@pytest.mark.parametrize("how", ["expired", "cancelled"])
def test_whoever_never_confirmed_the_address_is_erased_after_a_week(how, clerk):  # S20
    from events.signups import cancel_by_staff
    from events.signups.lapse import lapse_due

    signup = hold_mail_delivered(signed_up(make_event_row()))
    if how == "cancelled":
        cancel_by_staff(signup.public_id, clerk)
    with time_machine.travel(signup.created_at + timedelta(days=7), tick=False):
        lapse_due(timezone.now())
        assert erase_due(timezone.now()) == 1
    assert (Signup.objects.get().family_name, diary()) == ("", [("signup", "unconfirmed", None)])


def test_an_event_that_is_moved_takes_the_end_of_its_data_with_it():  # S18 S20
    event = make_event_row()
    signed_up_and_confirmed(event)
    due = event.erased_at
    Event.objects.update(starts_at=event.starts_at + timedelta(days=9), ends_at=event.ends_at + timedelta(days=9))
    with time_machine.travel(due, tick=False):
        assert erase_due(timezone.now()) == 0
    with time_machine.travel(due + timedelta(days=9), tick=False):
        assert erase_due(timezone.now()) == 1


def test_the_lock_is_given_back_between_portions(monkeypatch):  # S20 F1
    monkeypatch.setattr("events.signups.erasing.MOST_AT_ONCE", 2)
    event = make_event_row(capacity=5)
    for number in range(5):
        signed_up_and_confirmed(event, number)
    with time_machine.travel(event.ends_at + timedelta(days=61)):
        with CaptureQueriesContext(connection) as captured:
            assert erase_due(timezone.now()) == 5
        assert erase_due(timezone.now()) == 0
    locks = [query["sql"] for query in captured if query["sql"].startswith("UPDATE events_seatbook SET writes")]
    assert (len(locks), Signup.objects.filter(anonymised_at__isnull=True).count()) == (3, 0)
