"""The table of transitions: what each verb makes of each state, the forbidden ones too."""

import pytest
from django.db import IntegrityError

from cms.mail.models import Mail
from events.models import Signup, Step
from events.models.enums import StepKind
from events.signups import (
    Reason,
    Refused,
    accept_offer,
    approve,
    cancel,
    cancel_by_staff,
    change_address,
    check_in,
    confirm,
    correct,
    decline,
    erase,
    grant_exception,
    reopen,
)
from events.signups.transition import TRANSITIONS, move
from tests.builders import make_person
from tests.events.signups.stories import mails_to, somebody_who_is, state_of

pytestmark = pytest.mark.django_db

VERBS = {
    "confirm": lambda public_id, clerk: confirm(public_id),
    "cancel": lambda public_id, clerk: cancel(public_id),
    "accept": lambda public_id, clerk: accept_offer(public_id),
    "approve": approve,
    "decline": lambda public_id, clerk: decline(public_id, clerk, "Leider nicht."),
    "reopen": reopen,
    "exception": grant_exception,
    "staff cancel": cancel_by_staff,
    "check in": check_in,
    "correct": lambda public_id, clerk: correct(public_id, make_person(7)),
    "change address": lambda public_id, clerk: change_address(public_id, "neu@example.org", clerk),
    "erase": lambda public_id, clerk: erase(public_id),
}
DECIDED, CHANGED, EXPIRED, EARLY = Reason.DECIDED, Reason.CHANGED, Reason.EXPIRED, Reason.TOO_EARLY
# In the order of VERBS: the state afterwards and the mails that this owes, or why it is refused.
TABLE = {
    "unconfirmed": [
        ("confirmed", ["confirmed"]),
        ("cancelled", ["cancelled"]),
        EXPIRED,
        DECIDED,
        DECIDED,
        DECIDED,
        DECIDED,
        ("cancelled", []),
        CHANGED,
        ("unconfirmed", []),
        # The first mail still waits to be sent; it goes to the new address.
        ("unconfirmed", []),
        ("cancelled", []),
    ],
    "unverified": [
        ("waiting", ["waiting_place"]),
        ("cancelled", ["cancelled"]),
        EXPIRED,
        DECIDED,
        DECIDED,
        DECIDED,
        DECIDED,
        ("cancelled", []),
        CHANGED,
        ("waiting", []),
        ("waiting", []),
        ("cancelled", []),
    ],
    "waiting": [
        ("waiting", []),
        ("cancelled", ["cancelled"]),
        EXPIRED,
        DECIDED,
        DECIDED,
        DECIDED,
        ("confirmed", ["confirmed"]),
        ("cancelled", ["cancelled"]),
        CHANGED,
        ("waiting", []),
        ("waiting", []),
        ("cancelled", []),
    ],
    "offered": [
        ("offered", []),
        ("cancelled", ["cancelled"]),
        ("confirmed", ["confirmed"]),
        DECIDED,
        DECIDED,
        DECIDED,
        DECIDED,
        ("cancelled", ["cancelled"]),
        CHANGED,
        ("offered", []),
        ("offered", []),
        ("cancelled", []),
    ],
    "pending": [
        ("pending", []),
        ("cancelled", ["cancelled"]),
        ("pending", []),
        ("confirmed", ["confirmed"]),
        ("declined", ["declined"]),
        DECIDED,
        DECIDED,
        ("cancelled", ["cancelled"]),
        CHANGED,
        ("pending", []),
        ("pending", []),
        ("cancelled", []),
    ],
    "confirmed": [
        ("confirmed", []),
        ("cancelled", ["cancelled"]),
        ("confirmed", []),
        DECIDED,
        DECIDED,
        DECIDED,
        DECIDED,
        ("cancelled", ["cancelled"]),
        EARLY,
        ("confirmed", []),
        ("confirmed", []),
        ("cancelled", []),
    ],
    "declined": [
        CHANGED,
        CHANGED,
        EXPIRED,
        DECIDED,
        DECIDED,
        ("pending", ["reopened"]),
        DECIDED,
        DECIDED,
        CHANGED,
        CHANGED,
        CHANGED,
        ("declined", []),
    ],
    "cancelled": [
        CHANGED,
        ("cancelled", []),
        EXPIRED,
        DECIDED,
        DECIDED,
        ("pending", ["reopened"]),
        DECIDED,
        DECIDED,
        CHANGED,
        CHANGED,
        CHANGED,
        ("cancelled", []),
    ],
    "expired": [
        EXPIRED,
        CHANGED,
        EXPIRED,
        DECIDED,
        DECIDED,
        ("pending", ["reopened"]),
        DECIDED,
        DECIDED,
        CHANGED,
        CHANGED,
        CHANGED,
        ("expired", []),
    ],
}
PAIRS = [
    pytest.param(state, verb, result, id=f"{state}-{verb}")
    for state, results in TABLE.items()
    for verb, result in zip(VERBS, results, strict=True)
]


@pytest.mark.parametrize(("state", "verb", "expected"), PAIRS)
def test_each_verb_leads_from_each_state_where_the_table_says(state, verb, expected, clerk):  # S5 S14
    signup = somebody_who_is(state, clerk)
    mails, steps, row = mails_to(signup), Step.objects.count(), Signup.objects.values().get(pk=signup.pk)
    if isinstance(expected, Reason):
        with pytest.raises(Refused) as refused:
            VERBS[verb](signup.public_id, clerk)
        assert refused.value.reason == expected
        assert Signup.objects.values().get(pk=signup.pk) == row
        assert (mails_to(signup), Step.objects.count()) == (mails, steps)
    else:
        VERBS[verb](signup.public_id, clerk)
        # What is owed to somebody who was erased is emptied, so that nobody can tell whose it was.
        assert (state_of(signup), mails_to(signup)) == (expected[0], [] if verb == "erase" else mails + expected[1])


def test_the_states_that_the_verbs_lead_to_are_those_of_the_history_that_is_checked(clerk):
    states = {"unverified": "waiting"}
    for state, results in TABLE.items():
        before = states.get(state, state)
        after = {result[0] for result in results if isinstance(result, tuple)} - {before}
        assert after <= TRANSITIONS[before]


def test_a_verb_that_was_read_in_another_state_changes_nothing(clerk):  # S14, compare-and-set
    signup = somebody_who_is("pending", clerk)
    Signup.objects.filter(pk=signup.pk).update(state="confirmed")
    with pytest.raises(Refused) as refused:
        move(signup, "declined", actor="staff", user=clerk, seat_no=None)
    assert (refused.value.reason, state_of(signup)) == (Reason.CHANGED, "confirmed")


def test_a_seat_that_the_schema_refuses_is_a_refusal(clerk):  # S2
    first = somebody_who_is("waiting", clerk)
    with pytest.raises(Refused) as refused:
        move(first, "confirmed", actor="staff", user=clerk, seat_no=1)
    assert refused.value.reason == Reason.CHANGED
    assert isinstance(refused.value.__cause__, IntegrityError)


def test_each_line_of_history_says_who_did_it(clerk):  # S14 V5
    signup = somebody_who_is("pending", clerk)
    approve(signup.public_id, clerk)
    lines = [(step.kind, step.from_state, step.to_state, step.actor, step.user) for step in signup.steps.all()]
    assert lines == [
        (StepKind.MOVED, "", "unconfirmed", "visitor", None),
        (StepKind.MOVED, "unconfirmed", "pending", "visitor", None),
        (StepKind.MOVED, "pending", "confirmed", "staff", clerk),
    ]


def test_a_refused_verb_owes_no_mail_and_a_failed_one_leaves_nothing(clerk, monkeypatch):  # R1 S13
    from events.signups import ending

    signup = somebody_who_is("confirmed", clerk)
    before = Mail.objects.count()

    def power_cut(*args):
        raise RuntimeError("power cut")

    monkeypatch.setattr(ending, "settle", power_cut)
    with pytest.raises(RuntimeError):
        cancel(signup.public_id)
    assert (state_of(signup), Mail.objects.count()) == ("confirmed", before)
