from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from events.models import Event, InvitationCode, Signup
from events.models.enums import EventAccess
from events.signups import Reason, Refused, cancel, save_code
from events.signups.seats import seats
from events.signups.waiting_list import settle_all
from tests.builders import make_event_row, signed_up, signed_up_and_confirmed
from tests.events.signups.stories import sign_up_with, state_of

pytestmark = pytest.mark.django_db


def code_for(event: Event, **facts) -> InvitationCode:
    defaults = {"organisation": "Verein", "seats": 2, "valid_until": timezone.now() + timedelta(days=5)}
    return save_code(InvitationCode(event=event, **{**defaults, **facts}))


def refusal(act) -> Reason:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.reason


def test_seats_held_back_are_free_for_nobody_else(clerk):  # S10
    event = make_event_row(capacity=3)
    code = code_for(event, held_back=2)
    assert (seats(event).held_back, seats(event).free) == (2, 1)
    signed_up(event, 1)
    assert state_of(signed_up(event, 2)) == "waiting"
    guests = [sign_up_with(event, number, code.code) for number in (3, 4)]
    assert [(guest.state, guest.seat_no) for guest in guests] == [("unconfirmed", 2), ("unconfirmed", 3)]
    assert (seats(event).held_back, seats(event).free) == (0, 0)


def test_a_code_works_however_it_was_typed():  # S10
    event = make_event_row()
    code_for(event, code="ab-cd 12")
    assert sign_up_with(event, 1, " abCD-12 ").code.code == "ABCD12"


def test_a_code_that_is_unknown_ended_or_used_up_is_refused_with_its_reason():  # S10 S7
    event, other = make_event_row(), make_event_row()
    code, ended = code_for(event, seats=1), code_for(event, valid_until=timezone.now())
    sign_up_with(event, 1, code.code)
    assert [refusal(lambda code=code: sign_up_with(event, 2, code)) for code in ("WRONG", ended.code, code.code)] == [
        Reason.CODE_UNKNOWN,
        Reason.CODE_ENDED,
        Reason.CODE_USED_UP,
    ]
    assert refusal(lambda: sign_up_with(other, 3, code.code)) == Reason.CODE_UNKNOWN


def test_at_an_event_by_invitation_a_code_saves_the_decision():  # S10
    event = make_event_row(access=EventAccess.INVITATION, confirm_email=False)
    code = code_for(event)
    assert (sign_up_with(event, 1, code.code).state, signed_up(event, 2).state) == ("confirmed", "pending")


def test_a_code_holder_who_waits_gets_the_seat_that_is_held_back_before_those_who_came_earlier():  # S5 S10
    event = make_event_row(capacity=2, confirm_email=False)
    code = code_for(event, held_back=1)
    signed_up_and_confirmed(event, 1)
    guest, earlier = sign_up_with(event, 2, code.code), signed_up(event, 3)
    second_guest = sign_up_with(event, 4, code.code)
    assert (second_guest.state, earlier.state) == ("waiting", "waiting")
    cancel(guest.public_id)
    assert (state_of(second_guest), state_of(earlier)) == ("offered", "waiting")


def test_a_code_that_ends_lets_its_seats_go_to_those_who_wait():  # S5 S10
    event = make_event_row(capacity=2, confirm_email=False)
    code = code_for(event, held_back=1)
    signed_up(event, 1)
    waiting = signed_up(event, 2)
    assert state_of(waiting) == "waiting"
    with time_machine.travel(code.valid_until, tick=False):
        assert settle_all(timezone.now()) == 1
    assert state_of(waiting) == "offered"


def test_seats_that_a_code_lets_go_are_offered_at_once():  # S5 S10
    event = make_event_row(capacity=2, confirm_email=False)
    code = code_for(event, held_back=1)
    signed_up(event, 1)
    waiting = signed_up(event, 2)
    code.held_back = 0
    save_code(code)
    assert state_of(waiting) == "offered"


def test_seats_that_are_taken_can_not_be_held_back():  # S10
    event = make_event_row(capacity=2)
    signed_up(event, 1)
    assert refusal(lambda: code_for(event, held_back=2)) == Reason.HELD_BACK
    assert InvitationCode.objects.count() == 0
    assert code_for(event, held_back=1).held_back == 1


def test_a_code_is_not_cut_below_the_people_who_came_with_it_nor_made_twice():  # S10
    event = make_event_row()
    code = code_for(event, code="HAUS")
    for number in (1, 2):
        sign_up_with(event, number, code.code)
    code.seats = 1
    assert refusal(lambda: save_code(code)) == Reason.CODE_IN_USE
    assert refusal(lambda: code_for(event, code="ha-us")) == Reason.CODE_TAKEN
    code.refresh_from_db()
    code.event = make_event_row()
    assert refusal(lambda: save_code(code)) == Reason.CODE_IN_USE


def test_after_the_capacity_was_lowered_a_code_gives_no_seat_that_is_not_there():  # S1 S10
    event = make_event_row(capacity=3, confirm_email=False)
    code = code_for(event, held_back=1)
    holders = [signed_up(event, number) for number in (1, 2)]
    Event.objects.update(capacity=2)
    guest = sign_up_with(event, 3, code.code)
    assert guest.state == "waiting"
    # Nobody who gives a seat back is stopped by a seat that can't be given away.
    Event.objects.update(capacity=1)
    cancel(holders[0].public_id)
    assert state_of(guest) == "waiting"
    cancel(holders[1].public_id)
    assert Signup.objects.values_list("state", "seat_no").get(pk=guest.pk) == ("offered", 1)


def test_who_signs_up_again_with_a_code_before_confirming_counts_as_its_guest():  # S10
    event = make_event_row()
    code = code_for(event)
    signed_up(event, 1)
    assert sign_up_with(event, 1, code.code).code == code
