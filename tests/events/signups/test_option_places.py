"""Tables and workshops that not everybody can have: one row for each taken place, never more than there are."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from events.models import Event, OptionSeat, Signup
from events.models.enums import SignupSource
from events.signups import (
    Reason,
    Refused,
    accept_offer,
    cancel,
    correct,
    decline,
    enter,
    erase,
    grant_exception,
    reopen,
    sign_up,
)
from events.signups.invariants import broken_invariants
from events.signups.lapse import lapse_due
from events.signups.option_places import full_options
from tests.builders import change_facts, make_event_row, make_person, signed_up, signed_up_and_confirmed

pytestmark = pytest.mark.django_db
LABELS = {"table": {"kind": "one_of", "label": "Tisch", "options": {"a": "Tisch A", "b": "Tisch B"}}}
LIMITS = {"table": {"a": 1, "b": 2}}


@pytest.fixture(autouse=True)
def nothing_is_broken():
    yield
    assert list(broken_invariants()) == []


def at(table: str) -> dict:
    return {"answers": {"table": table}, "labels": LABELS}


def event_with_tables(**facts) -> Event:
    return make_event_row(**{"capacity": 5, "waiting_list_size": 5, "option_limits": LIMITS, **facts})


def taken() -> list[tuple[str, int]]:
    return list(OptionSeat.objects.order_by("option", "number").values_list("option", "number"))


def refused(verb) -> tuple[Reason, str]:
    with pytest.raises(Refused) as found:
        verb()
    return found.value.reason, found.value.question


def test_who_signs_up_takes_a_place_and_the_next_one_meets_a_full_table():  # S31
    event = event_with_tables()
    signed_up(event, 1, **at("a"))
    assert (taken(), full_options(event)) == ([("a", 1)], {("table", "a")})
    assert refused(lambda: sign_up(event.pk, make_person(2, **at("a")))) == (Reason.OPTION_FULL, "table")
    signed_up(event, 2, **at("b"))
    # An answer without a limit, and none at all, take no place.
    signed_up(event, 3, **at("c"))
    signed_up(event, 4)
    assert (taken(), Signup.objects.count()) == ([("a", 1), ("b", 1)], 4)


def test_an_event_without_limits_keeps_no_places():  # S31
    event = event_with_tables(option_limits={})
    signed_up(event, 1, **at("a"))
    assert (taken(), full_options(event)) == ([], frozenset())


@pytest.mark.parametrize(
    "end",
    [
        lambda signup, clerk: cancel(signup.public_id),
        lambda signup, clerk: decline(signup.public_id, clerk, "Nein."),
        lambda signup, clerk: erase(signup.public_id),
    ],
    ids=["cancel", "decline", "erase"],
)
def test_whatever_frees_a_seat_frees_its_table(end, clerk):  # S31 S5 S20
    event = event_with_tables(review=True)
    end(signed_up_and_confirmed(event, 1, **at("a")), clerk)
    assert (taken(), full_options(event)) == ([], frozenset())
    signed_up(event, 2, **at("a"))


def test_a_hold_that_lapses_frees_its_table():  # S31 S4
    event = event_with_tables()
    signup = signed_up(event, 1, **at("a"))
    Signup.objects.filter(pk=signup.pk).update(expires_at=timezone.now(), hold_mail="delivered")
    assert (lapse_due(timezone.now()), taken()) == (1, [])


def test_nothing_is_left_of_a_table_when_the_event_is_erased(clerk):  # S31 S20
    event = event_with_tables()
    signup = signed_up_and_confirmed(event, 1, **at("a"))
    Event.objects.filter(pk=event.pk).update(
        starts_at=timezone.now() - timedelta(hours=3), ends_at=timezone.now() - timedelta(hours=1)
    )
    erase(signup.public_id)
    signup.refresh_from_db()
    assert (signup.state, taken()) == ("confirmed", [])


def test_who_waits_holds_no_table_and_gets_the_wished_one_where_it_is_free():  # S31 S5
    event = event_with_tables(capacity=1)
    holder = signed_up_and_confirmed(event, 1, **at("b"))
    waiting = signed_up_and_confirmed(event, 2, **at("b"))
    assert taken() == [("b", 1)]
    cancel(holder.public_id)
    waiting.refresh_from_db()
    assert (waiting.state, taken(), waiting.answers) == ("offered", [("b", 1)], {"table": "b"})
    assert accept_offer(waiting.public_id).state == "confirmed"


def test_who_moves_up_to_a_full_table_has_the_seat_without_it_and_is_told():  # S31 S5
    event = event_with_tables(capacity=2)
    signed_up_and_confirmed(event, 1, **at("a"))
    leaving = signed_up_and_confirmed(event, 2)
    waiting = signed_up_and_confirmed(event, 3, **at("a"))
    cancel(leaving.public_id)
    waiting.refresh_from_db()
    assert (waiting.state, taken(), waiting.answers) == ("offered", [("a", 1)], {})
    assert waiting.labels == {"table": {**LABELS["table"], "full": "a"}}


def test_an_exception_and_a_sign_up_taken_up_again_get_their_table_only_where_it_is_free(clerk):  # S31 S14
    event = event_with_tables(capacity=2)
    first = signed_up_and_confirmed(event, 1, **at("a"))
    cancel(first.public_id)
    signed_up_and_confirmed(event, 2, **at("a"))
    assert (reopen(first.public_id, clerk).answers, taken()) == ({}, [("a", 1)])
    waiting = signed_up_and_confirmed(event, 3, **at("b"))
    assert (grant_exception(waiting.public_id, clerk).answers, taken()) == ({"table": "b"}, [("a", 1), ("b", 1)])


def test_a_correction_moves_to_another_table_and_never_to_a_full_one():  # S31 S8
    event = event_with_tables()
    first, second = (signed_up_and_confirmed(event, number, **at(table)) for number, table in ((1, "a"), (2, "b")))
    assert refused(lambda: correct(second.public_id, make_person(2, **at("a")))) == (Reason.OPTION_FULL, "table")
    correct(first.public_id, make_person(1, **at("b")))
    correct(second.public_id, make_person(2, **at("a")))
    assert taken() == [("a", 1), ("b", 2)]
    # What somebody has already stays, also when there are fewer places by now.
    Event.objects.filter(pk=event.pk).update(option_limits={"table": {"a": 1, "b": 1}})
    correct(first.public_id, make_person(1, given_name="Neu", **at("b")))
    assert taken() == [("a", 1), ("b", 2)]
    correct(first.public_id, make_person(1))
    assert taken() == [("a", 1)]


def test_before_the_address_is_confirmed_the_table_that_was_typed_last_counts():  # S31 S9
    event = event_with_tables()
    signup = signed_up(event, 1, **at("a"))
    signed_up(event, 1, **at("b"))
    signup.refresh_from_db()
    assert (signup.answers, taken()) == ({"table": "b"}, [("b", 1)])


@pytest.mark.parametrize("instead", [{}, at("c")])
def test_who_signs_up_once_more_without_a_table_gives_the_first_one_back(instead):  # S31 S9
    event = event_with_tables()
    for answers in (at("a"), instead):
        sign_up(event.pk, make_person(1, **answers))
    assert (taken(), full_options(event)) == ([], frozenset())


def test_a_known_address_and_a_stranger_meet_the_same_full_table():  # S31 X4
    event = event_with_tables()
    signed_up_and_confirmed(event, 1, **at("a"))
    answers = [refused(lambda number=number: sign_up(event.pk, make_person(number, **at("a")))) for number in (1, 2)]
    assert answers == [(Reason.OPTION_FULL, "table")] * 2


def test_staff_meet_a_full_table_too(clerk):  # S31 S15
    event = event_with_tables()
    enter(event.pk, make_person(1, **at("a")), SignupSource.PHONE, clerk)
    again = make_person(2, **at("a"))
    assert refused(lambda: enter(event.pk, again, SignupSource.PHONE, clerk)) == (Reason.OPTION_FULL, "table")
    assert taken() == [("a", 1)]


def test_a_limit_that_is_set_later_counts_those_who_chose_before():  # S31
    event = event_with_tables(option_limits={})
    for number in range(3):
        signed_up_and_confirmed(event, number, **at("a"))
    event = change_facts(event, option_limits={"table": {"a": 2}})
    # Nobody loses anything: the third one stays beyond the limit.
    assert (taken(), full_options(event)) == ([("a", 1), ("a", 2), ("a", 3)], {("table", "a")})
    event = change_facts(event, option_limits={})
    assert taken() == []


def test_an_editor_cant_set_fewer_places_than_are_taken():  # S31 E2
    event = event_with_tables(option_limits={})
    for number in range(2):
        signed_up_and_confirmed(event, number, **at("a"))
    event.option_limits = {"table": {"a": 1}}
    with pytest.raises(ValidationError) as wrong:
        event.full_clean()
    assert list(wrong.value.message_dict) == ["option_limits"]
    event.option_limits = {"table": {"a": 2}}
    event.full_clean()


def test_more_people_than_places_is_found_at_night(clerk):  # S21 S31
    event = event_with_tables()
    signup = signed_up_and_confirmed(event, 1, **at("b"))
    other = approved_without_a_place(event)
    assert len(list(broken_invariants())) == 1
    OptionSeat.objects.create(signup=other, event=event, question="table", option="b", number=2, places=2)
    assert list(broken_invariants()) == []
    Signup.objects.filter(pk=signup.pk).update(answers={})
    assert len(list(broken_invariants())) == 1
    OptionSeat.objects.filter(signup=signup).delete()


def approved_without_a_place(event: Event) -> Signup:
    signup = signed_up_and_confirmed(event, 2)
    Signup.objects.filter(pk=signup.pk).update(answers={"table": "b"})
    return signup
