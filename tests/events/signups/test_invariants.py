"""Each rule finds the damage that it is for and says just that; a sound database breaks none."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone, translation

from cms.mail.models import Mail
from events.models import Erasure, Event, InvitationCode, Message, SeatBook, Signup, Step
from events.signups import (
    Needs,
    accept_offer,
    cancel,
    erase,
    facts_published,
    grant_exception,
    save_code,
    send_message,
    sign_up,
)
from events.signups.columns import what_erasing_leaves
from events.signups.erasing import erase_due
from events.signups.invariants import broken_invariants
from events.signups.waiting_list import settle_all
from tests.builders import make_event_row, make_person, make_staff, signed_up, signed_up_and_confirmed
from tests.events.signups.stories import full_event

pytestmark = pytest.mark.django_db
NEEDS = Needs(("step_free",))


def sentences() -> list[str]:
    with translation.override("en"):
        return list(broken_invariants())


@contextmanager
def schema_off_guard(index: str = ""):
    """Write what the schema refuses; the damage is gone with the test."""
    if connection.vendor != "sqlite":
        pytest.skip("SQLite's way to look away from CHECK constraints")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        if index:
            cursor.execute(f"DROP INDEX {index}")
        yield
        cursor.execute("PRAGMA ignore_check_constraints = OFF")


def test_a_busy_event_breaks_no_rule():
    event, clerk = make_event_row(capacity=2), make_staff("clerk")
    code = save_code(
        InvitationCode(
            event=event, organisation="Verein", seats=1, held_back=1, valid_until=timezone.now() + timedelta(days=1)
        )
    )
    first = signed_up_and_confirmed(event, 1)
    people = [signed_up_and_confirmed(event, number, needs=NEEDS) for number in (3, 4, 5)]
    sign_up(event.pk, make_person(6, code=code.code))
    cancel(first.public_id)
    accept_offer(people[0].public_id)
    grant_exception(people[2].public_id, clerk)
    erase(people[1].public_id)
    send_message(event.pk, ["confirmed"], {"de": ("Betreff", "Text")}, clerk)
    assert sentences() == []


def test_more_holders_than_seats():  # S1
    event = make_event_row(capacity=2)
    for number in (1, 2):
        signed_up_and_confirmed(event, number)
    Event.objects.update(capacity=1)
    SeatBook.objects.update(capacity_ceiling=1)
    last = Signup.objects.get(seat_no=2)
    assert sentences() == [
        f"Event {event.public_id} has 1 seats, but 2 are held.",
        f"Sign-up {last.public_id} holds seat 2 of event {event.public_id}, which has 1.",
    ]


def test_more_holders_than_seats_are_right_after_the_capacity_was_published_below_them():  # S1
    event = make_event_row(capacity=2)
    for number in (1, 2):
        signed_up_and_confirmed(event, number)
    Event.objects.update(capacity=1)
    facts_published(event.pk)
    assert sentences() == []


def test_seats_given_by_a_capacity_that_was_never_announced_are_right_after_it_was_lowered():  # S1
    event = make_event_row(capacity=1)
    Event.objects.update(capacity=2)
    for number in (1, 2):
        signed_up_and_confirmed(event, number)
    Event.objects.update(capacity=1)
    assert sentences() == []


def test_a_seat_number_without_a_seat():  # S2
    signup = signed_up_and_confirmed(make_event_row())
    with schema_off_guard():
        Signup.objects.update(seat_no=None)
    assert sentences() == [f"Sign-up {signup.public_id} holds a seat number that its state doesn't allow."]


@pytest.mark.django_db(transaction=True)
def test_a_seat_that_is_held_twice():  # S2
    constraint = next(found for found in Signup._meta.constraints if found.name == "signup_seat_once")
    Signup._meta.constraints.remove(constraint)
    with connection.schema_editor() as editor:
        editor.remove_constraint(Signup, constraint)
    event = make_event_row()
    for number in (1, 2):
        signed_up_and_confirmed(event, number)
    Signup.objects.update(seat_no=1)
    found = sentences()
    Signup.objects.all().delete()
    Signup._meta.constraints.append(constraint)
    with connection.schema_editor() as editor:
        editor.add_constraint(Signup, constraint)
    assert found == [f"Seat 1 of event {event.public_id} is held twice."]


def test_a_person_of_a_mailbox_who_has_signed_up_twice():  # S9 S32
    event = make_event_row()
    for number in (1, 2):
        signed_up_and_confirmed(event, number)
    with schema_off_guard(index="signup_person_once_per_mailbox"):
        Signup.objects.update(email="person-1@example.org", email_key="person-1@example.org")
    assert sentences() == [f"Person 1 of a mailbox has signed up twice for event {event.public_id}."]


def test_people_who_came_together_are_at_one_event():  # S24
    for number in (1, 2):
        signed_up_and_confirmed(make_event_row(), number)
    party = Signup.objects.earliest("pk").public_id
    Signup.objects.update(party=party)
    assert sentences() == [f"Party {party} is at several events."]


def test_a_code_that_more_people_used_than_it_has_seats():  # S10
    event = make_event_row()
    code = save_code(
        InvitationCode(event=event, organisation="Verein", seats=2, valid_until=timezone.now() + timedelta(days=1))
    )
    for number in (1, 2):
        sign_up(event.pk, make_person(number, code=code.code))
    InvitationCode.objects.update(seats=1)
    assert sentences() == [f"2 people have signed up for event {event.public_id} with a code for 1."]


def test_somebody_who_was_overtaken_on_the_list():  # S5
    _event, holder, (first, second) = full_event(waiting=2)
    cancel(holder.public_id)
    taken = {"state": "offered", "seat_no": 1, "expires_at": timezone.now() + timedelta(hours=1)}
    Signup.objects.filter(pk=first.pk).update(state="waiting", seat_no=None)
    Signup.objects.filter(pk=second.pk).update(**taken)
    Step.objects.filter(signup=first, to_state="offered").update(signup=second)
    assert sentences() == [f"Sign-up {second.public_id} got a seat before somebody who had waited longer."]


def test_somebody_new_who_got_a_seat_while_others_waited():  # S5
    event, holder, (first,) = full_event(waiting=1)
    cancel(holder.public_id)
    new = signed_up_and_confirmed(make_event_row(), 9)
    Signup.objects.filter(pk=first.pk).update(state="waiting", seat_no=None)
    Step.objects.filter(signup=first, to_state="offered").delete()
    Signup.objects.filter(pk=new.pk).update(event=event)
    assert sentences() == [f"Sign-up {new.public_id} got a seat before somebody who had waited longer."]


def test_somebody_who_waits_beside_a_free_seat_although_nothing_has_happened_for_an_hour():  # S5
    event, _holder, _queue = full_event(waiting=1)
    Event.objects.update(capacity=2)
    # The worker may be on its way.
    assert sentences() == []
    with time_machine.travel(timezone.now() + timedelta(minutes=61), tick=False):
        assert sentences() == [f"Somebody waits for event {event.public_id} beside a free seat."]
        Event.objects.update(last_published_at=timezone.now() - timedelta(minutes=59))
        assert sentences() == []


def test_a_guest_who_waits_beside_the_seat_that_is_held_back_for_the_code():  # S5 S10
    event, _holder, (guest,) = full_event(waiting=1)
    code = InvitationCode.objects.create(
        event=event, organisation="Verein", seats=1, held_back=1, valid_until=timezone.now() + timedelta(days=1)
    )
    Event.objects.update(capacity=2)
    with time_machine.travel(timezone.now() + timedelta(minutes=61), tick=False):
        assert sentences() == []
        Signup.objects.filter(pk=guest.pk).update(code=code)
        assert sentences() == [f"Somebody waits for event {event.public_id} beside a free seat."]
        settle_all(timezone.now())
        assert sentences() == []


def test_an_offer_that_was_made_after_the_start():  # S5
    event, holder, (first,) = full_event(waiting=1)
    cancel(holder.public_id)
    accept_offer(first.public_id)
    start = timezone.now() - timedelta(minutes=1)
    Event.objects.update(starts_at=start)
    assert sentences() == [f"Sign-up {first.public_id} was offered a seat after the start."]
    # The start was moved since: at the time of the offer it was still to come.
    Event.objects.update(last_published_at=timezone.now())
    assert sentences() == []
    assert event.starts_at > start


@pytest.mark.parametrize(
    "damage", [{"expires_at": None}, {"expires_at": timezone.now() - timedelta(minutes=61)}], ids=["endless", "overdue"]
)
def test_a_hold_that_does_not_end(damage):  # S4
    signup = signed_up(make_event_row())
    Signup.objects.update(**damage)
    assert sentences() == [f"Sign-up {signup.public_id} is held longer than it may be."]


def test_a_sign_up_without_history():
    signup = signed_up(make_event_row())
    Step.objects.all().delete()
    assert sentences() == [f"Sign-up {signup.public_id} has no history."]


@pytest.mark.parametrize(
    "damage",
    [
        lambda steps: steps.filter(to_state="confirmed").update(to_state="expired"),
        lambda steps: steps.filter(from_state="").delete(),
        lambda steps: steps.filter(to_state="confirmed").update(from_state="declined"),
        lambda steps: steps.filter(to_state="confirmed").update(kind="corrected"),
    ],
    ids=["another end", "no beginning", "a gap", "a correction that moves"],
)
def test_a_history_that_does_not_lead_to_the_state(damage):
    signup = signed_up_and_confirmed(make_event_row())
    damage(signup.steps)
    assert sentences() == [f"The history of sign-up {signup.public_id} doesn't lead to its state."]


def test_an_event_without_a_seat_book():
    event = make_event_row()
    SeatBook.objects.all().delete()
    assert sentences() == [f"Event {event.public_id} has no seat book."]


def test_somebody_checked_in_without_a_seat():  # S17
    signup = signed_up(make_event_row())
    Signup.objects.update(attended_at=timezone.now())
    assert sentences() == [f"Sign-up {signup.public_id} was checked in without a confirmed seat."]


# What a column may hold that erasing forgot, where it is no text.
RESTS = {"answers": {"key": "Rest"}, "labels": {"key": "Rest"}}


@pytest.mark.parametrize("name", what_erasing_leaves())
def test_a_column_that_is_left_of_somebody_who_was_erased(name):  # S20
    event = make_event_row()
    signup = signed_up_and_confirmed(event)
    rests = {**RESTS, "code": save_code(a_code(event)), "party": signup.public_id}
    erase(signup.public_id)
    with schema_off_guard():
        Signup.objects.update(**{name: rests.get(name, "rest@example.org")})
        assert sentences() == [f"Something is left of sign-up {signup.public_id}, which was erased."]


def test_a_mail_that_is_left_of_somebody_who_was_erased():  # S20
    signup = signed_up_and_confirmed(make_event_row())
    erase(signup.public_id)
    Mail.objects.create(kind="signup.confirmed", payload={"signup": str(signup.public_id)})
    assert sentences() == [f"Something is left of sign-up {signup.public_id}, which was erased."]


def a_code(event: Event) -> InvitationCode:
    return InvitationCode(event=event, organisation="Verein", seats=1, valid_until=timezone.now() + timedelta(days=1))


def test_an_erasure_that_nobody_wrote_down():  # S20
    signup = signed_up_and_confirmed(make_event_row())
    erase(signup.public_id)
    Erasure.objects.all().delete()
    assert sentences() == [f"The erasure of sign-up {signup.public_id} is not in the diary."]


def test_what_is_kept_a_day_longer_than_promised():  # S20
    event = make_event_row(needs_retention_days=7, retention_days=60)
    signup = signed_up_and_confirmed(event, needs=NEEDS)
    Message.objects.create(event=event)
    grace = timedelta(days=1)
    with time_machine.travel(event.needs_erased_at + grace - timedelta(seconds=1), tick=False):
        assert sentences() == []
    with time_machine.travel(event.needs_erased_at + grace, tick=False):
        assert sentences() == [f"The access needs of sign-up {signup.public_id} are kept too long."]
        erase_due(timezone.now())
    with time_machine.travel(event.erased_at + grace, tick=False):
        assert sentences() == [
            f"Sign-up {signup.public_id} is kept too long.",
            f"A message to the participants of event {event.public_id} is kept too long.",
        ]
        erase_due(timezone.now())
        assert sentences() == []


def test_somebody_who_never_confirmed_is_kept_a_day_longer_than_promised():  # S20
    signup = signed_up(make_event_row())
    cancel(signup.public_id)
    with time_machine.travel(signup.created_at + timedelta(days=8), tick=False):
        assert sentences() == [f"Sign-up {signup.public_id} is kept too long."]
