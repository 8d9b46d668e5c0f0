"""Addresses and names that are known under another key than their own."""

import pytest

from events.models import Signup
from events.models.enums import SignupSource
from events.signups import cancel, change_address, correct, enter, erase
from tests.builders import make_event_row, make_person, signed_up_and_confirmed
from tests.events.signups.test_invariants import sentences

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "damage", [{"email_key": None}, {"email_key": "other@example.org"}, {"email": ""}, {"email": "other@example.org"}]
)
def test_an_address_without_its_key(damage):  # S9 S21
    signup = signed_up_and_confirmed(make_event_row())
    Signup.objects.update(**damage)
    assert sentences() == [f"The address of sign-up {signup.public_id} is not known under its own key."]


@pytest.mark.parametrize("damage", [{"search_key": ""}, {"search_key": " other"}, {"family_name": "Andere"}])
def test_a_name_that_is_not_found(damage):  # S21
    signup = signed_up_and_confirmed(make_event_row())
    Signup.objects.update(**damage)
    assert sentences() == [f"The name of sign-up {signup.public_id} is not found under its own key."]


def test_names_and_addresses_in_any_spelling_have_their_keys(clerk):
    event = make_event_row()
    written = {"given_name": "ÀÉ-Ö", "family_name": "O’Neß ", "organisation": "Ämter & Häuser"}
    first = signed_up_and_confirmed(event, 1, email="Person+1@Exämple.org", **written)
    correct(first.public_id, make_person(1, given_name="Łukasz", family_name="Nguyễn"))
    second = enter(event.pk, make_person(2, email=""), SignupSource.PAPER, clerk)
    change_address(second.public_id, " ＴＷＯ@example.org ", clerk)
    third = signed_up_and_confirmed(event, 3, **written)
    change_address(third.public_id, "", clerk)
    cancel(third.public_id)
    erase(first.public_id)
    assert sentences() == []
