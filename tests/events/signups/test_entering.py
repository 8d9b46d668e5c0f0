from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from events.models import Event, Signup
from events.models.enums import EventStatus, SignupSource
from events.signups import Reason, Refused, enter
from tests.builders import make_event_row, make_person, signed_up, signed_up_and_confirmed
from tests.events.signups.stories import full_event, mails_to

pytestmark = pytest.mark.django_db


def test_whoever_calls_has_a_seat_at_once_and_needs_no_address(clerk):  # S15
    event = make_event_row()
    people = [enter(event.pk, make_person(number, email=""), SignupSource.PHONE, clerk) for number in (1, 2)]
    assert [(person.state, person.seat_no, person.email_key, person.source) for person in people] == [
        ("confirmed", 1, None, "phone"),
        ("confirmed", 2, None, "phone"),
    ]
    assert [mails_to(person) for person in people] == [[], []]
    assert [(step.actor, step.user) for step in people[0].steps.all()] == [("staff", clerk)]


def test_whoever_has_an_address_gets_the_mail_and_confirms_nothing(clerk):  # S15
    event = make_event_row(review=True)
    person = enter(event.pk, make_person(), SignupSource.PAPER, clerk)
    assert (person.state, mails_to(person)) == ("pending", ["request_received"])


def test_phone_and_paper_stand_in_the_same_queue(clerk):  # S15 S5
    event, _holder, _queue = full_event(waiting=1)
    person = enter(event.pk, make_person(9, email=""), SignupSource.PHONE, clerk)
    assert (person.state, list(Signup.objects.in_queue())[-1]) == ("waiting", person)


def test_staff_may_enter_people_before_the_opening_and_after_the_closing(clerk):  # S15
    now = timezone.now()
    early = make_event_row(signup_opens_at=now + timedelta(days=1))
    late = make_event_row(signup_closes_at=now - timedelta(days=1))
    states = [enter(event.pk, make_person(), SignupSource.PHONE, clerk).state for event in (early, late)]
    assert states == ["confirmed", "confirmed"]


def test_after_the_start_staff_may_fill_a_free_seat_but_nobody_is_put_on_the_list(clerk):  # S15
    free, (full, _holder, _queue) = make_event_row(), full_event(waiting=0)
    with time_machine.travel(max(free.starts_at, full.starts_at), tick=False):
        assert enter(free.pk, make_person(9), SignupSource.PHONE, clerk).state == "confirmed"
        with pytest.raises(Refused) as refused:
            enter(full.pk, make_person(9), SignupSource.PHONE, clerk)
    assert refused.value.reason == Reason.STARTED


def test_a_known_address_is_told_to_staff(clerk):  # S9 S15
    event = make_event_row()
    signed_up(event, 1)
    with pytest.raises(Refused) as refused:
        enter(event.pk, make_person(1, email="PERSON-1@example.org"), SignupSource.PHONE, clerk)
    assert (refused.value.reason, Signup.objects.count()) == (Reason.KNOWN_PERSON, 1)


def test_another_person_of_a_mailbox_is_entered_by_staff_who_say_so(clerk):  # S32
    event = make_event_row()
    signed_up(event, 1)
    other = make_person(2, email="person-1@example.org")
    with pytest.raises(Refused) as refused:
        enter(event.pk, other, SignupSource.PHONE, clerk)
    assert (refused.value.reason, Signup.objects.count()) == (Reason.KNOWN, 1)
    second = enter(event.pk, other, SignupSource.PHONE, clerk, shares_mailbox=True)
    assert (second.state, second.seat_no, second.mailbox_no) == ("confirmed", 2, 2)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"status": EventStatus.CANCELLED}, Reason.CANCELLED),
        ({"live": False}, Reason.NO_FORM),
        ({"capacity": 1, "waiting_list_size": 0}, Reason.FULL),
    ],
)
def test_nobody_is_entered_where_there_is_no_place(facts, reason, clerk):  # S15
    event = make_event_row()
    signed_up_and_confirmed(event, 1)
    Event.objects.update(**facts)
    with pytest.raises(Refused) as refused:
        enter(event.pk, make_person(9), SignupSource.PHONE, clerk)
    assert refused.value.reason == reason
