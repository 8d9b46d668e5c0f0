"""A row of the outbox that must be there and isn't; nothing is said where the database can't prove it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from cms.mail.clearing import clear_old
from cms.mail.models import Mail
from cms.mail.sender import send_due
from events.models import Signup, Step
from events.models.enums import SignupSource
from events.signups import (
    accept_offer,
    approve,
    cancel,
    cancel_by_staff,
    change_address,
    confirm,
    decline,
    enter,
    erase,
    grant_exception,
    reopen,
    send_again,
)
from events.signups.lapse import lapse_due
from tests.builders import make_event_row, make_person, signed_up, signed_up_and_confirmed
from tests.events.signups.stories import full_event, somebody_who_is
from tests.events.signups.test_invariants import sentences

pytestmark = pytest.mark.django_db


def owed(signup: Signup, label: str) -> str:
    return f'Sign-up {signup.public_id} is owed the mail "{label}", which is not in the outbox.'


def test_a_hold_whose_mail_is_gone():  # S21 S34
    signup, other = signed_up(make_event_row()), signed_up(make_event_row())
    assert sentences() == []
    Mail.objects.filter(payload__signup=str(signup.public_id)).delete()
    assert sentences() == [owed(signup, "Please confirm")]
    Mail.objects.filter(payload__signup=str(other.public_id)).update(payload={}, state="stopped")
    assert sentences() == [owed(signup, "Please confirm"), owed(other, "Please confirm")]


def test_an_offer_whose_mail_is_gone_although_another_one_waits(clerk):  # S21 S34
    signup = somebody_who_is("offered", clerk)
    assert sentences() == []
    Mail.objects.filter(kind="signup.offer").update(kind="signup.please_confirm")
    # The hold lacks it, and so does the step.
    assert sentences() == [owed(signup, "Offer of a seat")] * 2


def test_a_mail_that_a_step_owed_is_gone_after_others_were_sent():  # S21
    signup = signed_up_and_confirmed(make_event_row())
    send_due(timezone.now())
    assert (set(Mail.objects.values_list("state", flat=True)), sentences()) == ({"sent", "stopped"}, [])
    Mail.objects.filter(kind="signup.confirmed").delete()
    assert sentences() == [owed(signup, "You have a seat")]


@pytest.mark.parametrize("is_erased", [True, False])
def test_nothing_can_be_said_of_somebody_who_was_erased_or_whose_address_changed_since(clerk, is_erased):
    signup = signed_up_and_confirmed(make_event_row())
    if is_erased:
        erase(signup.public_id)
    else:
        change_address(signup.public_id, "new@example.org", clerk)
    Mail.objects.filter(kind="signup.confirmed", payload={}).delete()
    Mail.objects.update(created_at=timezone.now() - timedelta(hours=1), sent_at=timezone.now() - timedelta(hours=1))
    assert sentences() == []


def test_a_mail_that_waited_already_is_not_owed_twice(clerk):
    signup = signed_up_and_confirmed(make_event_row(review=True))
    approve(signup.public_id, clerk)
    with time_machine.travel(timezone.now() + timedelta(minutes=10), tick=False):
        cancel(signup.public_id)
        reopen(signup.public_id, clerk)
        approve(signup.public_id, clerk)
        assert Mail.objects.filter(kind="signup.confirmed").count() == 1
        assert sentences() == []


def test_what_the_outbox_forgets_by_itself_is_not_missing():
    start = timezone.now() + timedelta(days=200)
    signed_up_and_confirmed(make_event_row(starts_at=start, ends_at=start + timedelta(hours=2)))
    send_due(timezone.now())
    with time_machine.travel(timezone.now() + timedelta(days=91), tick=False):
        assert (clear_old(timezone.now()), sentences()) == (2, [])


def test_every_verb_owes_what_the_rule_expects(clerk):  # S21
    """Each mail that one of the steps owes is missed in its turn."""
    event, holder, (offered, exception) = full_event(waiting=2)
    cancel(holder.public_id)
    accept_offer(offered.public_id)
    grant_exception(exception.public_id, clerk)
    cancel_by_staff(offered.public_id, clerk)
    reviewed = make_event_row(review=True)
    declined = signed_up_and_confirmed(reviewed, 5)
    decline(declined.public_id, clerk, "Leider nicht.")
    reopen(declined.public_id, clerk)
    enter(event.pk, make_person(6), SignupSource.PHONE, clerk)
    enter(event.pk, make_person(7, email=""), SignupSource.PHONE, clerk)
    lapsing = enter(event.pk, make_person(8), SignupSource.PHONE, clerk)
    send_again(exception.public_id, clerk)
    unconfirmed = signed_up(reviewed, 9)
    cancel(unconfirmed.public_id)
    assert sentences() == []
    assert lapsing.state == "waiting"
    kinds = sorted(set(Mail.objects.values_list("kind", flat=True)))
    assert kinds == [
        *("signup.cancelled", "signup.confirmed", "signup.declined", "signup.offer", "signup.please_confirm"),
        *("signup.reopened", "signup.request_received", "signup.waiting_place"),
    ]
    for kind in kinds:
        before = list(Mail.objects.filter(kind=kind))
        Mail.objects.filter(kind=kind).delete()
        # A hold that has ended can't prove the mail that asked for it.
        assert bool(sentences()) == (kind != "signup.please_confirm"), kind
        Mail.objects.bulk_create(before)
    assert sentences() == []


def test_an_offer_that_lapsed_is_told():  # S21
    _event, holder, (first,) = full_event(waiting=1)
    cancel(holder.public_id)
    send_due(timezone.now())
    first.refresh_from_db()
    with time_machine.travel(first.expires_at, tick=False):
        assert lapse_due(timezone.now()) == 1
        assert sentences() == []
        Mail.objects.filter(kind="signup.offer_lapsed").delete()
        assert sentences()[0] == owed(first, "Offer expired")


def test_a_second_click_owes_nothing_more():
    signup = signed_up_and_confirmed(make_event_row())
    confirm(signup.public_id)
    assert (Step.objects.count(), sentences()) == (2, [])
