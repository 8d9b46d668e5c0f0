"""When people can sign up and cancel, and what becomes of a confirmed address."""

from datetime import UTC, datetime, timedelta

import pytest

from events.models import Event, Signup
from events.signups.obstacles import to_cancelling
from events.signups.rules import SignupStatus, signup_is_open, signup_status, state_after_confirming

from .test_seats import seats

START = datetime(2030, 5, 4, 18, tzinfo=UTC)
END = START + timedelta(hours=3)
NOW = START - timedelta(days=10)
DAY = timedelta(days=1)
FULL = {"held": 10, "ordinary": 10, "highest_seat": 10}


def event(**facts) -> Event:
    return Event(**{"starts_at": START, "ends_at": END, "live": True, "signup_form_id": 1, **facts})


@pytest.mark.parametrize(
    ("facts", "now", "status"),
    [
        ({}, NOW, SignupStatus.OPEN),
        ({"live": False}, NOW, SignupStatus.NO_FORM),
        ({"signup_form_id": None}, NOW, SignupStatus.NO_FORM),
        ({"signup_opens_at": NOW + DAY}, NOW, SignupStatus.NOT_YET),
        ({"signup_opens_at": NOW}, NOW, SignupStatus.OPEN),
        ({"signup_closes_at": NOW}, NOW, SignupStatus.CLOSED),
        # The start was moved before the closing.
        ({"signup_closes_at": START + DAY}, START, SignupStatus.CLOSED),
        ({}, START, SignupStatus.CLOSED),
        ({}, END, SignupStatus.PAST),
        ({"status": "cancelled"}, NOW, SignupStatus.CANCELLED),
        ({"status": "cancelled"}, END, SignupStatus.CANCELLED),
        ({"status": "moved"}, NOW, SignupStatus.OPEN),
    ],
)
def test_the_facts_of_an_event_and_the_moment_say_whether_it_is_open(facts, now, status):  # S1
    found = signup_status(event(**facts), seats(), now)
    assert (found, signup_is_open(event(**facts), now)) == (status, status == SignupStatus.OPEN)


@pytest.mark.parametrize(
    ("counts", "reserved", "status"),
    [
        ({}, 0, SignupStatus.OPEN),
        (FULL, 0, SignupStatus.WAITING_LIST),
        ({**FULL, "waiting": 5, "queued": 5}, 0, SignupStatus.FULL),
        # A seat is free, and others wait for it.
        ({"held": 9, "ordinary": 9, "highest_seat": 9, "waiting": 1, "queued": 1}, 0, SignupStatus.WAITING_LIST),
        # Who has not confirmed the address keeps nobody from a free seat.
        ({"held": 9, "ordinary": 9, "highest_seat": 9, "queued": 1}, 0, SignupStatus.OPEN),
        ({**FULL, "waiting": 1, "queued": 1}, 1, SignupStatus.OPEN),
    ],
)
def test_nobody_overtakes_those_who_wait_but_with_a_seat_kept_for_a_code(counts, reserved, status):  # S5, S10
    assert signup_status(event(), seats(**counts), NOW, reserved=reserved) == status


@pytest.mark.parametrize(
    ("now", "status"),
    [(NOW, SignupStatus.OPEN), (START, SignupStatus.OPEN), (END, SignupStatus.PAST)],
)
def test_staff_are_not_bound_to_the_opening_hours(now, status):  # S15
    closed = event(signup_opens_at=NOW + DAY, signup_closes_at=NOW + 2 * DAY)
    assert signup_status(closed, seats(), now, opening_hours=False) == status


@pytest.mark.parametrize(
    ("state", "before_deadline", "after_deadline", "after_start"),
    [
        ("confirmed", True, False, False),
        ("offered", True, False, False),
        # Nobody counts on a place in the queue.
        ("waiting", True, True, False),
        ("cancelled", False, False, False),
    ],
)
def test_a_seat_is_given_back_until_the_deadline_and_a_place_until_the_start(
    state, before_deadline, after_deadline, after_start
):  # S8
    facts, signup = event(cancel_until=START - DAY), Signup(state=state)
    found = [to_cancelling(facts, signup, moment) is None for moment in (START - 2 * DAY, START - DAY, START)]
    assert found == [before_deadline, after_deadline, after_start]


@pytest.mark.parametrize(
    ("facts", "code", "expected"),
    [
        ({}, None, ("confirmed", "confirmed")),
        ({"review": True}, None, ("pending", "request_received")),
        ({"review": True}, 7, ("pending", "request_received")),
        ({"access": "invitation"}, None, ("pending", "request_received")),
        ({"access": "invitation"}, 7, ("confirmed", "confirmed")),
    ],
)
def test_staff_decide_where_they_review_and_on_who_comes_uninvited(facts, code, expected):  # S10, S14
    assert state_after_confirming(event(**facts), Signup(code_id=code)) == expected
