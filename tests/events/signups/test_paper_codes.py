"""Codes on paper."""

import math
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import example, given
from hypothesis import strategies as st

from events.models import Signup
from events.signups import cancel
from events.signups.paper_codes import LENGTH, LETTERS, numbers_of, paper_code, signup_with
from events.signups.sort_key import name_letters
from tests.builders import make_event_row, signed_up_and_confirmed

pytestmark = pytest.mark.django_db


@pytest.fixture
def signup():
    return signed_up_and_confirmed(make_event_row(), family_name="Müller-Łódź")


def test_a_code_has_forty_bits_or_more_of_letters_that_nobody_mistakes():  # S15
    assert math.log2(len(LETTERS)) * LENGTH >= 40
    assert set(LETTERS) & set("01OIL") == set()
    assert len(LETTERS) == len(set(LETTERS))


def test_a_code_is_the_same_each_time_and_stands_in_groups(signup):  # S15
    code = paper_code(signup)
    assert [len(group) for group in code.split("-")] == [3, 3, 3, 3]
    assert set(code) <= {*LETTERS, "-"}
    assert paper_code(Signup.objects.get()) == code


def test_codes_differ_from_person_to_person_and_from_version_to_version(signup):  # S15 X3
    other = signed_up_and_confirmed(signup.event, 2)
    codes = {paper_code(signup), paper_code(other)}
    signup.link_version += 1
    assert len(codes | {paper_code(signup)}) == 3


def test_a_code_is_stored_nowhere(signup):  # S15 X3
    code = paper_code(signup)
    stored = " ".join(str(value) for value in Signup.objects.values().get().values())
    assert [code in stored, code.replace("-", "") in stored] == [False, False]


@given(st.uuids())
@example(UUID(int=0))
@example(UUID(int=2**128 - 1))
def test_the_first_group_says_where_the_number_lies(public_id):  # S15
    place = paper_code(Signup(public_id=public_id)).split("-")[0]
    first, last = numbers_of(place)
    assert first <= public_id <= last
    assert last.int - first.int <= 2**128 // 31**3


def test_only_those_in_its_place_are_compared(signup):  # S15 F1
    with CaptureQueriesContext(connection) as captured:
        signup_with(signup.event, paper_code(signup), "Andere")
    first, last = numbers_of(paper_code(signup)[:3])
    assert [part in captured[-1]["sql"].replace("-", "") for part in (first.hex, last.hex)] == [True, True]


@pytest.mark.parametrize("between", ["-", "", " ", " \u2013 ", ". "])
def test_a_code_may_be_typed_as_people_type(signup, between):  # S15
    typed = paper_code(signup).lower().replace("-", between)
    assert signup_with(signup.event, f" {typed} ", signup.family_name) == signup


@pytest.mark.parametrize(
    "name", ["müller łódź", "MUELLER-ŁODZ", "Muller Lodz", " müllerłódź ", "Mu\u0308ller Łódź", "Mueller-Łódź,"]
)
def test_case_accents_spaces_and_hyphens_of_a_name_do_not_matter(signup, name):  # S15
    assert signup_with(signup.event, paper_code(signup), name) == signup


@pytest.mark.parametrize("order", ["{given} {family}", "{family}, {given}"])
def test_the_whole_name_is_right_too_in_either_order(signup, order):  # S15 S32
    typed = order.format(given=signup.given_name.upper(), family=signup.family_name)
    assert signup_with(signup.event, paper_code(signup), typed) == signup
    assert signup_with(signup.event, paper_code(signup), signup.given_name) is None


def test_letters_of_other_scripts_are_names_too():  # S15
    assert name_letters("Іваненко") == name_letters("ІВАНЕНКО")
    assert name_letters("Straße") == name_letters("STRASSE")
    assert name_letters("محمد") != name_letters("أحمد")
    assert name_letters("أحمد") == name_letters("احمد")


def test_code_and_name_must_both_be_those_of_one_person_at_this_event(signup):  # S15
    other = signed_up_and_confirmed(signup.event, 2, family_name="Andere")
    elsewhere = make_event_row(venue=signup.event.venue, signup_form=signup.event.signup_form)
    tries = [
        (signup.event, paper_code(signup), "Andere"),
        (signup.event, paper_code(other), signup.family_name),
        (signup.event, "", signup.family_name),
        (signup.event, paper_code(signup), ""),
        (signup.event, paper_code(signup)[:-1], signup.family_name),
        (signup.event, paper_code(signup)[:3], signup.family_name),
        (signup.event, paper_code(signup)[4:], signup.family_name),
        (signup.event, "0OI" + paper_code(signup)[3:], signup.family_name),
        (elsewhere, paper_code(signup), signup.family_name),
    ]
    assert [signup_with(*what) for what in tries] == [None] * len(tries)


def test_the_code_that_cancelled_is_known_once_more_and_earlier_ones_are_not(signup):  # S3 X3
    code = paper_code(signup)
    cancel(signup.public_id)
    assert signup_with(signup.event, code, signup.family_name) == signup
    assert signup_with(signup.event, paper_code(Signup.objects.get()), signup.family_name) is None


def test_a_code_ends_with_the_data(signup):  # S20
    with time_machine.travel(signup.event.erased_at, tick=False):
        assert signup_with(signup.event, paper_code(signup), signup.family_name) is None
