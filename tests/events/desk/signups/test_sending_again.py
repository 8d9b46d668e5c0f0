"""The last mail about a sign-up, sent once more by one click."""

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from events.models import Signup
from events.models.enums import EventStatus
from events.signups import Reason, Refused, send_again
from events.signups.obstacles import REPEAT_AFTER
from tests.builders import change_facts, make_admin, make_event_row, make_staff, signed_up_and_confirmed
from tests.events.desk.people import entered
from tests.events.signups.stories import mails_to, somebody_who_is

pytestmark = pytest.mark.django_db
MAILS = {
    "unconfirmed": "please_confirm",
    "unverified": "please_confirm",
    "waiting": "waiting_place",
    "offered": "offer",
    "pending": "request_received",
    "confirmed": "confirmed",
    "declined": "declined",
    "cancelled": "cancelled",
}


@pytest.fixture
def clerk():
    return make_admin("clerk")


@pytest.mark.parametrize(("state", "kind"), MAILS.items())
def test_the_mail_that_counts_is_owed_again_and_history_says_so(state, kind, clerk):  # S14
    signup = somebody_who_is(state, clerk)
    send_again(signup.public_id, clerk)
    step = signup.steps.last()
    assert (mails_to(signup)[-1], step.kind, step.user) == (kind, "repeated", clerk)


def test_of_an_event_that_is_cancelled_the_mail_says_so(clerk, django_capture_on_commit_callbacks):  # S14 S18
    signup = signed_up_and_confirmed(make_event_row())
    with django_capture_on_commit_callbacks(execute=True):
        change_facts(signup.event, status=EventStatus.CANCELLED)
    send_again(signup.public_id, clerk)
    signup.refresh_from_db()
    assert (signup.state, mails_to(signup)[-1]) == ("cancelled", "event_cancelled")


def test_a_mail_is_not_sent_again_while_one_is_fresh(clerk):  # S14
    signup = signed_up_and_confirmed(make_event_row())
    send_again(signup.public_id, clerk)
    with pytest.raises(Refused) as refused:
        send_again(signup.public_id, clerk)
    assert refused.value.reason == Reason.REPEATED
    with time_machine.travel(timezone.now() + REPEAT_AFTER, tick=False):
        send_again(signup.public_id, clerk)


def test_nobody_without_an_address_or_lapsed_gets_one(clerk):  # S14 S15
    without, lapsed = entered(make_event_row(), clerk, 2), somebody_who_is("expired", clerk)
    reasons = []
    for signup in (without, lapsed):
        with pytest.raises(Refused) as refused:
            send_again(signup.public_id, clerk)
        reasons.append(refused.value.reason)
    assert reasons == [Reason.NO_ADDRESS, Reason.EXPIRED]


def test_one_click_on_the_persons_page_sends_it(client):  # S14
    client.force_login(make_staff("staff", "events.view_signup", "events.change_signup"))
    signup = signed_up_and_confirmed(make_event_row())
    page, again = (reverse(f"signups:{name}", args=[signup.pk]) for name in ("detail", "again"))
    assert f'action="{again}"' in client.get(page).text
    response = client.post(again, follow=True)
    assert "geht noch einmal hinaus" in response.text
    assert (client.get(again).status_code, f'action="{again}"' in response.text) == (404, False)
    assert Signup.objects.get(pk=signup.pk).repeated_at is not None
