"""What is fair over a series of events."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from cms.mail.models import Mail
from events.models import Event, EventSeries, Signup
from events.models.enums import SignupSource
from events.signups import (
    Reason,
    Refused,
    SignupStatus,
    Visit,
    accept_offer,
    cancel,
    confirm,
    enter,
    place_in_queue,
    reopen,
    sign_up,
)
from events.signups.invariants import broken_invariants
from tests.builders import make_event_row, make_person, signed_up, signed_up_and_confirmed
from tests.databases import ROOT, process_environment
from tests.events.signups.test_race import shell

PEOPLE = 12
PREPARE = f"""
import json
from events.models import EventSeries
from events.signups import Person, sign_up
from tests.builders import make_event_row
series = EventSeries.objects.create(name="Reihe")
events = [make_event_row(series=series, capacity=50) for _number in range(2)]
for event in events:
    for number in range({PEOPLE}):
        sign_up(event.pk, Person("Person", str(number), f"p{{number}}@example.org", "de"))
print(json.dumps([event.pk for event in events]))
"""
COUNT = """
import json
from collections import Counter
from events.models import Signup
from events.signups.invariants import broken_invariants
seats = Counter(Signup.objects.filter(state="confirmed").values_list("email_key", flat=True))
print(json.dumps([sorted(set(seats.values())), len(seats), list(broken_invariants())]))
"""


@pytest.fixture
def pair(db) -> list[Event]:
    """Two events of a series in which each person can have one seat."""
    series = EventSeries.objects.create(name="Abende")
    return [make_event_row(series=series, capacity=2, waiting_list_size=5) for _number in range(2)]


def states(event: Event) -> list[str]:
    return list(Signup.objects.filter(event=event).order_by("pk").values_list("state", flat=True))


def kinds() -> list[str]:
    return [mail.kind.removeprefix("signup.") for mail in Mail.objects.order_by("pk")]


def test_a_second_seat_in_the_series_is_a_mail_and_the_page_says_what_it_says_to_strangers(pair):  # S23 X4
    first, second = pair
    signed_up_and_confirmed(first, 1)
    known, stranger = [sign_up(second.pk, make_person(number)).status for number in (1, 2)]
    assert (known, stranger) == (SignupStatus.OPEN, SignupStatus.OPEN)
    assert [signup.email for signup in Signup.objects.filter(event=second)] == ["person-2@example.org"]
    assert kinds()[-2:] == ["one_per_series", "please_confirm"]


def test_from_its_day_on_everybody_may_have_several_seats(pair):  # S23
    first, second = pair
    EventSeries.objects.update(free_from=timezone.now() - timedelta(hours=1))
    assert [signed_up_and_confirmed(event, 1).state for event in (first, second)] == ["confirmed", "confirmed"]


def test_a_series_without_the_rule_only_belongs_together(pair):  # S23
    first, second = pair
    EventSeries.objects.update(one_seat_each=False)
    assert [signed_up_and_confirmed(event, 1).state for event in (first, second)] == ["confirmed", "confirmed"]


def test_of_two_seats_that_wait_for_a_click_one_can_be_confirmed(pair):  # S23
    holds = [signed_up(event, 1) for event in pair]
    confirm(holds[1].public_id)
    with pytest.raises(Refused) as refused:
        confirm(holds[0].public_id)
    assert refused.value.reason == Reason.SERIES


def test_another_name_of_the_same_mailbox_is_another_person(pair):  # S23 S32
    first, second = pair
    signed_up_and_confirmed(first, 1)
    sign_up(second.pk, make_person(2, email="person-1@example.org"))
    assert states(second) == ["unconfirmed"]


def test_the_link_for_another_person_tells_openly_who_has_a_seat(pair):  # S23 S32
    first, second = pair
    signed_up_and_confirmed(first, 2)
    signed_up_and_confirmed(second, 1, email="person-2@example.org")
    with pytest.raises(Refused) as refused:
        sign_up(second.pk, make_person(2), Visit(another=2))
    assert refused.value.reason == Reason.SERIES


def test_accepting_the_first_wish_gives_the_second_back_to_whoever_waits_there(pair):  # S23
    first, second = pair
    holders = [signed_up_and_confirmed(first, number) for number in (1, 2)]
    signed_up_and_confirmed(second, 3)
    signed_up_and_confirmed(second, 4)
    waiting_there = signed_up_and_confirmed(second, 5)
    waits = signed_up_and_confirmed(first, 3)
    cancel(holders[0].public_id)
    accept_offer(waits.public_id)
    assert states(first) == ["cancelled", "confirmed", "confirmed"]
    assert states(second) == ["cancelled", "confirmed", "offered"]
    waiting_there.refresh_from_db()
    assert waiting_there.state == "offered"
    assert kinds()[-4:] == ["offer", "cancelled", "offer", "confirmed"]
    assert list(broken_invariants()) == []


def test_who_was_at_one_event_keeps_that_and_takes_what_is_left_at_the_next(pair):  # S23
    first, second = pair
    holder = signed_up_and_confirmed(second, 2)
    signed_up_and_confirmed(second, 3)
    there = signed_up_and_confirmed(first, 1)
    waits = signed_up_and_confirmed(second, 1)
    Event.objects.filter(pk=first.pk).update(starts_at=timezone.now() - timedelta(hours=2))
    cancel(holder.public_id)
    accept_offer(waits.public_id)
    there.refresh_from_db()
    assert (there.state, Signup.objects.get(pk=waits.pk).state) == ("confirmed", "confirmed")


def test_staff_who_accept_for_somebody_stand_in_the_history_of_both_seats(pair, clerk):  # S23 S15
    first, second = pair
    holder = signed_up_and_confirmed(second, 2)
    signed_up_and_confirmed(second, 3)
    elsewhere = signed_up_and_confirmed(first, 1)
    waits = signed_up_and_confirmed(second, 1)
    cancel(holder.public_id)
    accept_offer(waits.public_id, clerk)
    last = [signup.steps.last() for signup in (elsewhere, waits)]
    assert [(step.to_state, step.actor, step.user) for step in last] == [
        ("cancelled", "staff", clerk),
        ("confirmed", "staff", clerk),
    ]


def test_people_without_a_seat_wait_before_those_who_have_one(pair):  # S23
    first, second = pair
    for number in (1, 2):
        signed_up_and_confirmed(first, number)
    signed_up_and_confirmed(second, 3)
    has_one, has_none = [signed_up_and_confirmed(first, number) for number in (3, 4)]
    assert [place_in_queue(signup) for signup in (has_one, has_none)] == [2, 1]


def test_staff_are_told_of_the_seat_elsewhere(pair, clerk):  # S23 S15
    first, second = pair
    signed_up_and_confirmed(first, 1)
    with pytest.raises(Refused) as refused:
        enter(second.pk, make_person(1), SignupSource.PHONE, clerk)
    assert refused.value.reason == Reason.SERIES
    ended = signed_up_and_confirmed(second, 2)
    cancel(ended.public_id)
    signed_up_and_confirmed(first, 2)
    with pytest.raises(Refused) as refused:
        reopen(ended.public_id, clerk)
    assert refused.value.reason == Reason.SERIES


def race(url: str, var_dir: Path, lock: str) -> list:
    events = json.loads(shell(url, var_dir, PREPARE))
    command = [sys.executable, "-m", "tests.events.series_race", *map(str, events), str(PEOPLE), lock]
    done = subprocess.run(
        command, cwd=ROOT, env=process_environment(url, var_dir), capture_output=True, text=True, check=True
    )
    return [json.loads(done.stdout), *json.loads(shell(url, var_dir, COUNT))]


def test_two_clicks_in_one_moment_are_one_seat_each(database_url, tmp_path):  # S23 S2
    answers = {"confirmed": PEOPLE, "series": PEOPLE}
    assert race(database_url, tmp_path, "on") == [answers, [1], PEOPLE, []]


@pytest.mark.postgres
def test_without_the_locks_of_the_series_the_same_clicks_are_two(postgres_url, tmp_path):  # S23, the control
    _answers, seats, _people, _broken = race(postgres_url, tmp_path, "off")
    assert 2 in seats
