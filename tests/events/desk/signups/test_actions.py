"""The buttons of a sign-up against what the domain does."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from events.desk.signups.actions import buttons_for
from events.models import Event, Signup
from events.models.enums import EventStatus
from events.signups import (
    Refused,
    accept_offer,
    approve,
    cancel_by_staff,
    change_address,
    confirm,
    correct,
    decline,
    erase,
    grant_exception,
    reopen,
    send_again,
)
from tests.builders import make_admin, make_person
from tests.events.signups.stories import somebody_who_is

VERBS = {
    "confirm": confirm,
    "approve": approve,
    "decline": lambda public_id, clerk: decline(public_id, clerk, "Leider nicht."),
    "reopen": reopen,
    "exception": grant_exception,
    "accept": accept_offer,
    "correct": lambda public_id, clerk: correct(public_id, make_person(7), user=clerk),
    "address": lambda public_id, clerk: change_address(public_id, "neu@example.org", clerk),
    "cancel": cancel_by_staff,
    "again": send_again,
    "erase": lambda public_id, clerk: erase(public_id, user=clerk),
}
STATES = ["unconfirmed", "pending", "confirmed", "offered", "waiting", "unverified", "declined", "cancelled", "expired"]
MOMENTS = {
    "at once": lambda event: timezone.now(),
    "after the start": lambda event: event.starts_at,
    "after the end": lambda event: event.ends_at,
}


def is_refused(name: str, signup: Signup, clerk) -> bool:
    """Try it, and take it back."""
    before = transaction.savepoint()
    try:
        VERBS[name](signup.public_id, clerk)
    except Refused:
        return True
    finally:
        transaction.savepoint_rollback(before)
    return False


@pytest.mark.django_db
@pytest.mark.parametrize("status", [EventStatus.PLANNED, EventStatus.CANCELLED])
@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("state", STATES)
def test_a_button_that_stands_is_not_refused(state, moment, status):  # S13
    clerk = make_admin("clerk")
    signup = somebody_who_is(state, clerk)
    Event.objects.filter(pk=signup.event_id).update(status=status)
    with time_machine.travel(MOMENTS[moment](signup.event) + timedelta(minutes=1), tick=False):
        fresh = Signup.objects.select_related("event").get(pk=signup.pk)
        names = {button.action.name for button in buttons_for(clerk, fresh, timezone.now())} - {"sheet"}
        refused = {name for name in names if is_refused(name, fresh, clerk)}
    assert (refused, "erase" in names) == (set(), True)
