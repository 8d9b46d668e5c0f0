from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from events.signups import Reason, Refused, check_in, undo_check_in
from tests.events.signups.stories import somebody_who_is

pytestmark = pytest.mark.django_db


def test_people_are_checked_in_once_and_a_mistake_is_taken_back(clerk):  # S17
    signup = somebody_who_is("confirmed", clerk)
    with time_machine.travel(signup.event.starts_at, tick=False):
        first = check_in(signup.public_id, clerk).attended_at
    with time_machine.travel(signup.event.starts_at + timedelta(hours=1), tick=False):
        assert check_in(signup.public_id, clerk).attended_at == first
        assert undo_check_in(signup.public_id, clerk).attended_at is None
        assert undo_check_in(signup.public_id, clerk).attended_at is None
    kinds = [(step.kind, step.user) for step in signup.steps.all()][2:]
    assert kinds == [("attended", clerk), ("not_attended", clerk)]


def test_check_in_opens_at_midnight_of_the_day_by_local_time(clerk):  # S17 R7
    signup = somebody_who_is("confirmed", clerk)
    midnight = timezone.localtime(signup.event.starts_at).replace(hour=0, minute=0, second=0, microsecond=0)
    with time_machine.travel(midnight - timedelta(seconds=1), tick=False), pytest.raises(Refused) as refused:
        check_in(signup.public_id, clerk)
    with time_machine.travel(midnight, tick=False):
        assert check_in(signup.public_id, clerk).attended_at == midnight
    assert refused.value.reason == Reason.TOO_EARLY
