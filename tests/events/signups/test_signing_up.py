from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.mail.models import Mail, MailState
from events.models import Signup
from events.models.enums import EventAccess, EventStatus, SignupState
from events.signups import Outcome, Reason, Refused, SignupStatus, confirm, sign_up
from events.signups.seats import seats
from tests.builders import hold_mail_delivered, make_event_row, make_person, signed_up, signed_up_and_confirmed

pytestmark = pytest.mark.django_db


def kinds_of_mail() -> list[tuple[str, str]]:
    return list(Mail.objects.order_by("id").values_list("kind", "language"))


def test_a_sign_up_holds_the_lowest_free_seat_until_the_address_is_confirmed():  # S1 S4
    event = make_event_row(capacity=30)
    with time_machine.travel("2026-11-01 12:00+00:00", tick=False):
        event.starts_at = timezone.now() + timedelta(days=9)
        event.ends_at = event.starts_at + timedelta(hours=6)
        event.save()
        outcome = sign_up(event.pk, make_person(1, language="en"))
        signup = hold_mail_delivered(Signup.objects.get())
        assert outcome == Outcome(SignupStatus.OPEN)
        assert (signup.state, signup.seat_no, signup.expires_at) == (
            SignupState.UNCONFIRMED,
            1,
            timezone.now() + timedelta(hours=24),
        )
    assert kinds_of_mail() == [("signup.please_confirm", "en")]
    assert [(step.from_state, step.to_state) for step in signup.steps.all()] == [("", "unconfirmed")]


def test_the_hold_is_short_when_few_seats_are_left():  # S4
    event = make_event_row(capacity=9)
    before = timezone.now()
    signup = hold_mail_delivered(signed_up(event))
    assert signup.expires_at - before < timedelta(hours=2, seconds=30)


def test_confirming_turns_the_hold_into_a_seat_once():  # S4
    event = make_event_row()
    signup = signed_up(event)
    confirmed = confirm(signup.public_id)
    again = confirm(signup.public_id)
    assert (confirmed.state, confirmed.seat_no, confirmed.expires_at) == (SignupState.CONFIRMED, 1, None)
    assert again.state == SignupState.CONFIRMED
    assert kinds_of_mail() == [("signup.please_confirm", "de"), ("signup.confirmed", "de")]
    assert signup.steps.count() == 2


@pytest.mark.parametrize("facts", [{"review": True}, {"access": EventAccess.INVITATION}])
def test_where_staff_decide_a_confirmed_address_leads_to_a_request(facts):  # S10
    signup = signed_up_and_confirmed(make_event_row(**facts))
    assert (signup.state, signup.seat_no) == (SignupState.PENDING, 1)
    assert kinds_of_mail()[-1] == ("signup.request_received", "de")


def test_an_event_without_e_mail_confirmation_confirms_at_once():
    event = make_event_row(confirm_email=False)
    signup = signed_up(event)
    assert (signup.state, signup.seat_no) == (SignupState.CONFIRMED, 1)
    assert kinds_of_mail() == [("signup.confirmed", "de")]


def test_the_first_person_too_many_goes_to_the_waiting_list_and_learns_the_place_after_confirming():  # S1
    event = make_event_row(capacity=2)
    for number in (1, 2):
        signed_up(event, number)
    outcome = sign_up(event.pk, make_person(3))
    waiting = Signup.objects.get(email="person-3@example.org")
    assert outcome == Outcome(SignupStatus.WAITING_LIST)
    assert (waiting.state, waiting.seat_no, waiting.queued_at) == (SignupState.WAITING, None, None)
    confirmed = confirm(waiting.public_id)
    assert confirmed.state == SignupState.WAITING
    assert confirmed.queued_at == confirmed.verified_at
    assert kinds_of_mail()[-2:] == [("signup.please_confirm", "de"), ("signup.waiting_place", "de")]


def test_nobody_overtakes_those_who_wait():  # S5
    event = make_event_row(capacity=2)
    signed_up_and_confirmed(event, 1)
    signed_up(event, 2)
    signed_up_and_confirmed(event, 3)
    Signup.objects.filter(email="person-2@example.org").update(state="expired", seat_no=None)
    assert seats(event).free == 1
    assert sign_up(event.pk, make_person(4)) == Outcome(SignupStatus.WAITING_LIST)


def test_when_seats_and_waiting_list_are_full_the_person_is_refused():  # S7
    event = make_event_row(capacity=1, waiting_list_size=1)
    signed_up(event, 1)
    signed_up_and_confirmed(event, 2)
    with pytest.raises(Refused) as refused:
        sign_up(event.pk, make_person(3))
    assert refused.value.reason == Reason.FULL
    assert Signup.objects.count() == 2


def test_a_known_address_gets_a_mail_and_the_same_answer_but_no_second_seat():  # S9 X4
    event = make_event_row()
    signed_up_and_confirmed(event, 1, email="Anna@Example.org")
    outcome = sign_up(event.pk, make_person(1, email="anna@EXAMPLE.ORG", language="en"))
    assert outcome == sign_up(event.pk, make_person(2))
    assert Signup.objects.filter(email_key="anna@example.org").count() == 1
    assert ("signup.already_registered", "en") in kinds_of_mail()


def test_before_confirming_what_was_typed_last_counts_and_no_mail_is_owed_twice():  # S3 S9
    event = make_event_row()
    signup = signed_up(event, 1)
    sign_up(event.pk, make_person(1, given_name="PERSON", answers={"key": "value"}))
    signup.refresh_from_db()
    assert (Signup.objects.count(), signup.given_name, signup.answers) == (1, "PERSON", {"key": "value"})
    assert kinds_of_mail() == [("signup.please_confirm", "de")]


def test_a_known_address_gets_the_link_again_when_the_first_mail_is_out():  # S9
    event = make_event_row()
    signed_up(event, 1)
    Mail.objects.update(state=MailState.SENT)
    sign_up(event.pk, make_person(1))
    assert kinds_of_mail() == [("signup.please_confirm", "de")] * 2


def test_after_confirming_nobody_changes_a_sign_up_by_signing_up_again():  # S9
    event = make_event_row()
    signup = signed_up_and_confirmed(event, 1)
    sign_up(event.pk, make_person(1, given_name="Anna"))
    signup.refresh_from_db()
    assert signup.given_name == "Person"


def test_who_comes_back_after_the_hold_has_ended_gets_a_new_one():  # S4
    event = make_event_row()
    first = hold_mail_delivered(signed_up(event, 1))
    with time_machine.travel(first.expires_at, tick=False):
        sign_up(event.pk, make_person(1))
        states = list(Signup.objects.order_by("id").values_list("state", "seat_no"))
    assert states == [(SignupState.EXPIRED, None), (SignupState.UNCONFIRMED, 1)]


def test_the_database_itself_refuses_a_second_active_sign_up_of_an_address():  # S9
    event = make_event_row()
    signup = signed_up(event, 1)
    double = Signup(event=event, state="waiting", language="de", email_key=signup.email_key)
    with pytest.raises(IntegrityError), transaction.atomic():
        double.save()


@pytest.mark.parametrize(
    ("state", "seat_no"), [("confirmed", None), ("unconfirmed", None), ("waiting", 3), ("cancelled", 4), ("lost", None)]
)
def test_the_database_refuses_a_seat_that_does_not_fit_the_state(state, seat_no):  # S2
    event = make_event_row()
    with pytest.raises(IntegrityError), transaction.atomic():
        Signup.objects.create(event=event, state=state, seat_no=seat_no, language="de")


def test_the_database_refuses_a_seat_that_somebody_holds():  # S2
    event = make_event_row()
    signed_up(event, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Signup.objects.create(event=event, state="confirmed", seat_no=1, language="de")


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"status": EventStatus.CANCELLED}, Reason.CANCELLED),
        ({"live": False}, Reason.NO_FORM),
        ({"signup_form": None}, Reason.NO_FORM),
        ({"signup_opens_at": timezone.now() + timedelta(days=1)}, Reason.NOT_YET_OPEN),
        ({"signup_closes_at": timezone.now() - timedelta(days=1)}, Reason.CLOSED),
        (
            {"starts_at": timezone.now() - timedelta(days=2), "ends_at": timezone.now() - timedelta(days=1)},
            Reason.PAST,
        ),
    ],
)
def test_a_sign_up_out_of_time_is_refused_with_its_reason(facts, reason):  # S7
    event = make_event_row(**facts)
    with pytest.raises(Refused) as refused:
        sign_up(event.pk, make_person())
    assert refused.value.reason == reason
    assert (Signup.objects.count(), Mail.objects.count()) == (0, 0)


def test_a_hold_that_has_ended_can_not_be_confirmed():  # S4
    event = make_event_row()
    signup = hold_mail_delivered(signed_up(event))
    with time_machine.travel(signup.expires_at + timedelta(seconds=1)), pytest.raises(Refused) as refused:
        confirm(signup.public_id)
    assert refused.value.reason == Reason.EXPIRED
    signup.refresh_from_db()
    assert signup.state == SignupState.UNCONFIRMED


def test_seats_are_counted_over_all_languages():  # S1
    event = make_event_row(capacity=3)
    for number, language in enumerate(["de", "en", "de-simple"]):
        signed_up(event, number, language=language)
    assert seats(event).free == 0
    assert sign_up(event.pk, make_person(9, language="en")) == Outcome(SignupStatus.WAITING_LIST)
