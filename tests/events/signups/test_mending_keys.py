"""What a server of the release before leaves behind is listed and found at once, and mended by the worker (S32, R5)."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from cms.models import InvariantRun
from events.models import Signup
from events.signups import erase
from events.signups.mending_keys import MOST_IN_A_ROUND, mend_keys
from events.signups.search_key import begin_so, by_name
from events.signups.sort_key import sort_key
from tests.builders import make_event_row, signed_up
from tests.events.signups.test_invariants import sentences

pytestmark = pytest.mark.django_db
NIGHT = datetime(2027, 1, 5, 4, 0, tzinfo=ZoneInfo("Europe/Berlin"))
EVENING = NIGHT.replace(hour=20)


@pytest.fixture
def checked():
    """This night's check has been made, so what comes is a round like others."""
    InvariantRun.objects.create(day=timezone.localdate())


def test_a_sign_up_of_the_release_before_is_listed_and_found_and_gets_its_key(checked):  # S32 R5
    event = make_event_row(capacity=9)
    for number, name in enumerate(("Özdemir", "Olsen", "Pohl"), 1):
        signed_up(event, number, family_name=name)
    Signup.objects.filter(family_name="Özdemir").update(sort_key="")
    assert [one.family_name for one in Signup.objects.order_by(*by_name())] == ["Olsen", "Özdemir", "Pohl"]
    assert [one.family_name for one in Signup.objects.filter(begin_so("ozde"))] == ["Özdemir"]
    assert sentences() == []
    assert [mend_keys(timezone.now()), mend_keys(timezone.now())] == [1, 0]
    mended = Signup.objects.get(family_name="Özdemir")
    assert mended.sort_key == sort_key(mended.family_name, mended.given_name, mended.organisation)


def test_a_key_that_was_left_on_an_erased_row_is_seen_and_emptied(checked):  # S32 V1
    signup = signed_up(make_event_row())
    erase(signup.public_id)
    assert Signup.objects.get().sort_key == ""
    Signup.objects.update(sort_key=" muster\n ada\n\n")
    assert sentences() == [f"Something is left of sign-up {signup.public_id}, which was erased."]
    assert mend_keys(timezone.now()) == 1
    assert (Signup.objects.get().sort_key, sentences()) == ("", [])


def test_whom_the_release_before_corrected_gets_the_right_key_at_night():  # S32 R5
    signup = signed_up(make_event_row())
    Signup.objects.update(sort_key=sort_key("Anders", "Ada", ""))
    assert sentences() == [f"The name of sign-up {signup.public_id} is not found under its own key."]
    with time_machine.travel(EVENING):
        InvariantRun.objects.create(day=timezone.localdate())
        assert mend_keys(timezone.now()) == 0
    InvariantRun.objects.all().delete()
    with time_machine.travel(NIGHT):
        assert mend_keys(timezone.now()) == 1
    assert sentences() == []


def test_a_round_mends_so_many_that_mails_hardly_wait():  # S32
    assert MOST_IN_A_ROUND == 2000
