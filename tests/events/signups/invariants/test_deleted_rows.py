"""Rows that were deleted past the domain, on both databases: what is left of them tells."""

import json

import pytest
import time_machine

from events.models import Signup, Step
from events.signups import check_in, erase, undo_check_in
from tests.builders import make_event_row, make_staff, signed_up_and_confirmed
from tests.events.signups.test_invariants import sentences
from tests.events.signups.test_race import shell

HEALTHY = """
import json
from django.utils import timezone
from events.signups import Needs, accept_offer, cancel, check_in, erase, grant_exception, sign_up
from events.signups.invariants import broken_invariants
from events.models import Event, Signup
from cms.mail.sender import send_due
from tests.builders import make_event_row, make_person, make_staff, signed_up, signed_up_and_confirmed
needs = Needs(("step_free",), note="Rollstuhl")
clerk = make_staff("clerk")
event = make_event_row(capacity=2, waiting_list_size=9, option_limits={"table": {"a": 2}})
people = [
    signed_up_and_confirmed(event, number, needs=needs, answers={"table": "a"} if number < 3 else {})
    for number in range(1, 7)
]
cancel(people[0].public_id)
accept_offer(people[2].public_id)
grant_exception(people[4].public_id, clerk)
erase(people[5].public_id)
send_due(timezone.now())
signed_up(event, 8)
Event.objects.update(starts_at=timezone.now(), last_published_at=timezone.now())
check_in(people[2].public_id, clerk)
print(json.dumps(list(broken_invariants())))
"""
# What each fault deletes past every constraint, and what then is said of it.
PLANT = """
import json
from django.db import connection
from django.utils import translation
from events.models import Signup
from events.signups.invariants import broken_invariants
found = {}
held = Signup.objects.get(email="person-2@example.org")
erased = Signup.objects.get(anonymised_at__isnull=False)
unconfirmed = Signup.objects.get(email="person-8@example.org")
off, on = {
    "sqlite": ("PRAGMA foreign_keys = OFF", "PRAGMA foreign_keys = ON"),
    "postgresql": ("SET session_replication_role = replica", "SET session_replication_role = origin"),
}[connection.vendor]
with connection.cursor() as cursor, translation.override("en"):
    cursor.execute(off)
    for signup in (held, erased, unconfirmed):
        cursor.execute("DELETE FROM events_signup WHERE id = %s", [signup.pk])
    cursor.execute(on)
    sentences = list(broken_invariants())
names = {str(held.pk): "held", str(erased.pk): "erased", str(unconfirmed.pk): "unconfirmed"}
names |= {str(one.public_id): name for one, name in ((held, "held"), (erased, "erased"), (unconfirmed, "unconfirmed"))}
print(json.dumps(sorted(" ".join(names.get(word.strip(","), word) for word in text.split()) for text in sentences)))
"""


def test_sign_ups_that_were_deleted_leave_traces(database_url, tmp_path):  # S21
    assert json.loads(shell(database_url, tmp_path, HEALTHY)) == []
    assert json.loads(shell(database_url, tmp_path, PLANT)) == [
        "A mail is owed about sign-up unconfirmed which is gone.",
        "The diary says that sign-up erased was erased, but its row is gone.",
        "There are access needs of sign-up number held which is gone.",
        "There is a history of sign-up number erased which is gone.",
        "There is a history of sign-up number held which is gone.",
        "There is a history of sign-up number unconfirmed which is gone.",
        "There is a place of an option of sign-up number held which is gone.",
    ]


@pytest.fixture
def here(db):
    """Somebody who was checked in."""
    event, clerk = make_event_row(), make_staff("clerk")
    signup = signed_up_and_confirmed(event)
    with time_machine.travel(event.starts_at, tick=False):
        yield check_in(signup.public_id, clerk), clerk


@pytest.mark.parametrize(
    "damage",
    [
        lambda: Step.objects.filter(kind="attended").delete(),
        lambda: Signup.objects.update(attended_at=None),
        lambda: Step.objects.filter(kind="attended").update(kind="not_attended"),
    ],
    ids=["no step", "no moment", "another step"],
)
def test_a_check_in_that_is_there_by_half(here, damage):  # S17 S21
    signup, _clerk = here
    assert sentences() == []
    damage()
    assert sentences() == [f"The history of sign-up {signup.public_id} says something else about its check-in."]


def test_a_check_in_undone_and_one_of_somebody_erased_say_nothing(here):  # S17
    signup, clerk = here
    undo_check_in(signup.public_id, clerk)
    assert sentences() == []
    check_in(signup.public_id, clerk)
    erase(signup.public_id)
    assert sentences() == []
