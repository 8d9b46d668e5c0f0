"""A hold counts from the delivery of its mail; an outage on our side never ends a sign-up."""

import smtplib
from datetime import timedelta

import pytest
import time_machine
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from cms.mail.models import Mail, MailState
from cms.mail.sender import send_due
from events.models import Event, Signup, Step
from events.models.enums import Actor
from events.signups import Reason, Refused, accept_offer, cancel, change_address, confirm, reopen
from events.signups.invariants import broken_invariants
from events.signups.lapse import lapse_due
from events.signups.transition import move
from tests.builders import make_event_row, signed_up
from tests.events.desk.people import entered
from tests.events.signups.stories import full_event, mails_to, somebody_who_is

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EXPIRED = "expired"
RELAY_DENIED = smtplib.SMTPRecipientsRefused({"x@example.org": (550, b"5.7.1 <x@example.org>: Relay access denied")})
UNKNOWN_USER = smtplib.SMTPRecipientsRefused({"x@example.org": (550, b"5.1.1 <x@example.org>: User unknown")})
OURS = {
    "no connection": ConnectionRefusedError(),
    "4xx": smtplib.SMTPRecipientsRefused({"x@example.org": (450, b"4.2.0 try later")}),
    "password": smtplib.SMTPAuthenticationError(535, b"5.7.8 bad credentials"),
    "relay denied": RELAY_DENIED,
    "relaying denied": smtplib.SMTPRecipientsRefused({"x@example.org": (554, b"Relaying denied")}),
    "log in first": smtplib.SMTPRecipientsRefused({"x@example.org": (530, b"5.7.0 Authentication required")}),
    "our host is blocked": smtplib.SMTPRecipientsRefused(
        {"x@example.org": (554, b"5.7.1 Service unavailable; Client host [192.0.2.1] blocked using bl.example")}
    ),
    "sender": smtplib.SMTPSenderRefused(553, b"sender not allowed", "teilhabe@stadt.example"),
}


class FailingBackend(BaseEmailBackend):
    error: Exception = ConnectionRefusedError()

    def send_messages(self, messages) -> int:
        raise self.error


@pytest.fixture
def smtp(settings, monkeypatch):
    """``smtp(error)`` lets every mail end so; ``smtp(None)`` delivers again."""
    works = settings.EMAIL_BACKEND

    def switch(error: Exception | None) -> None:
        settings.EMAIL_BACKEND = f"{__name__}.FailingBackend" if error else works
        monkeypatch.setattr(FailingBackend, "error", error)

    return switch


def worker_at(moment) -> None:
    """One round in an order that is not that of the settings, and one in the other."""
    with time_machine.travel(moment, tick=False):
        lapse_due(timezone.now())
        send_due(timezone.now())
        lapse_due(timezone.now())


def again(signup: Signup) -> Signup:
    signup.refresh_from_db()
    return signup


def test_a_worker_that_was_away_for_a_day_ends_nothing(smtp):  # S34
    event = make_event_row(capacity=5)
    signup = signed_up(event)
    back = signup.created_at + DAY
    worker_at(back)
    assert (again(signup).state, Mail.objects.get().state) == ("unconfirmed", MailState.SENT)
    # Five free seats: two hours, from the delivery on.
    assert signup.expires_at == back + 2 * HOUR
    worker_at(back + 2 * HOUR - timedelta(seconds=1))
    assert again(signup).state == "unconfirmed"
    worker_at(back + 2 * HOUR)
    assert again(signup).state == EXPIRED


@pytest.mark.parametrize("order", [[lapse_due, send_due], [send_due, lapse_due]], ids=["lapse first", "send first"])
@pytest.mark.parametrize("state", ["unconfirmed", "unverified", "offered"])
def test_the_order_of_the_jobs_decides_nothing(state, order, clerk):  # S34
    signup = somebody_who_is(state, clerk)
    before = signup.state
    with time_machine.travel(timezone.now() + 3 * DAY, tick=False):
        for job in order:
            job(timezone.now())
        assert again(signup).state == before
        assert signup.expires_at == timezone.now() + (48 * HOUR if state == "offered" else signup.held_for)
        ends = signup.expires_at
    with time_machine.travel(ends, tick=False):
        for job in order:
            job(timezone.now())
    # With nobody else in the queue, the next offer follows at once.
    ended = "waiting" if state == "offered" else EXPIRED
    assert signup.steps.filter(from_state=before).values_list("to_state", flat=True).first() == ended


@pytest.mark.parametrize("error", OURS.values(), ids=OURS)
@pytest.mark.parametrize("state", ["unconfirmed", "unverified", "offered"])
def test_a_failure_on_our_side_suspends_it(smtp, state, error, clerk):  # S34 R2
    signup = somebody_who_is(state, clerk)
    before = signup.state
    smtp(error)
    down = timezone.now()
    for hours in (0, 1, 5, 30, 60):
        worker_at(down + hours * HOUR)
    assert again(signup).state == before
    assert {mail.state for mail in Mail.objects.filter(payload__signup=str(signup.public_id))} == {MailState.QUEUED}
    smtp(None)
    worker_at(down + 4 * DAY)
    assert again(signup).state == before
    assert signup.expires_at > down + 4 * DAY
    assert list(broken_invariants()) == []


def test_one_refused_delivery_at_minute_81_does_not_end_the_short_hold(smtp):  # S34
    signup = signed_up(make_event_row(capacity=1))
    began = signup.created_at
    smtp(OURS["4xx"])
    for minute in (0, 1, 6, 21, 81):
        worker_at(began + timedelta(minutes=minute, seconds=1))
    smtp(None)
    worker_at(began + timedelta(minutes=121))
    assert (again(signup).state, Mail.objects.get().state) == ("unconfirmed", MailState.QUEUED)
    delivered = began + timedelta(minutes=262)
    worker_at(delivered)
    assert (signup.state, again(signup).expires_at) == ("unconfirmed", delivered + 2 * HOUR)
    with time_machine.travel(delivered + HOUR, tick=False):
        assert confirm(signup.public_id).state == "confirmed"


def test_a_recipient_refused_for_good_ends_it_after_the_ordinary_time_from_the_post(smtp):  # S34
    signup = signed_up(make_event_row(capacity=1))
    smtp(UNKNOWN_USER)
    worker_at(signup.created_at + HOUR)
    assert (again(signup).state, Mail.objects.get().state) == ("unconfirmed", MailState.FAILED)
    assert signup.expires_at == signup.created_at + 2 * HOUR
    worker_at(signup.created_at + 2 * HOUR)
    assert again(signup).state == EXPIRED


def test_an_offer_that_is_refused_for_good_ends_after_two_days_from_the_offer(smtp, clerk):  # S34
    signup = somebody_who_is("offered", clerk)
    offered_at = signup.steps.last().at
    smtp(UNKNOWN_USER)
    lapsed = signup.steps.filter(from_state="offered", to_state="waiting")
    worker_at(offered_at + 40 * HOUR)
    assert (again(signup).state, lapsed.exists()) == ("offered", False)
    worker_at(offered_at + 48 * HOUR + timedelta(seconds=1))
    assert lapsed.exists()


def test_nothing_outlasts_the_closing_of_the_sign_up(smtp):  # S34
    closes = timezone.now() + 10 * HOUR
    event = make_event_row(signup_closes_at=closes, capacity=20)
    never_left, delivered = signed_up(event, 1), signed_up(event, 2)
    Mail.objects.filter(payload__signup=str(never_left.public_id)).update(next_try_at=closes + DAY)
    worker_at(closes - HOUR)
    assert [again(signup).expires_at for signup in (never_left, delivered)] == [closes, closes]
    worker_at(closes)
    assert [again(signup).state for signup in (never_left, delivered)] == [EXPIRED, EXPIRED]


def test_no_offer_outlasts_the_start(clerk):  # S34 S5
    signup = somebody_who_is("offered", clerk)
    start = signup.event.starts_at
    worker_at(start - HOUR)
    assert (again(signup).state, signup.expires_at) == ("offered", start)
    worker_at(start)
    assert again(signup).state == EXPIRED


def test_a_closing_that_was_moved_holds_for_what_waits_for_its_mail(smtp):  # S34
    closes = timezone.now() + 10 * HOUR
    event = make_event_row(signup_closes_at=closes)
    signup = signed_up(event)
    smtp(OURS["no connection"])
    Event.objects.update(signup_closes_at=closes + DAY)
    worker_at(closes + HOUR)
    assert again(signup).state == "unconfirmed"
    Event.objects.update(signup_closes_at=closes + 2 * HOUR)
    worker_at(closes + 2 * HOUR)
    assert again(signup).state == EXPIRED


def test_somebody_whose_mail_arrived_before_we_noted_it_can_confirm():  # S34, killed between SMTP and commit
    signup = signed_up(make_event_row(capacity=1))
    with time_machine.travel(signup.created_at + 3 * HOUR, tick=False):
        lapse_due(timezone.now())
        assert confirm(signup.public_id).state == "confirmed"


def test_a_second_mail_does_not_lengthen_the_hold():  # S34
    event = make_event_row(capacity=1)
    signup = signed_up(event)
    worker_at(signup.created_at + timedelta(seconds=1))
    ends = again(signup).expires_at
    with time_machine.travel(signup.created_at + HOUR, tick=False):
        signed_up(event)
    worker_at(signup.created_at + HOUR)
    assert (mails_to(signup), again(signup).expires_at) == ([], ends)
    assert Mail.objects.filter(state=MailState.SENT).count() == 2


def test_a_corrected_address_gets_the_whole_time(smtp, clerk):  # S34
    signup = signed_up(make_event_row(capacity=1))
    smtp(UNKNOWN_USER)
    worker_at(signup.created_at + HOUR)
    smtp(None)
    corrected = signup.created_at + timedelta(minutes=100)
    with time_machine.travel(corrected, tick=False):
        change_address(signup.public_id, "right@example.org", clerk)
    worker_at(corrected + 5 * HOUR)
    assert (again(signup).state, signup.expires_at) == ("unconfirmed", corrected + 7 * HOUR)


def test_a_sign_up_whose_mail_never_left_can_be_taken_up_again_for_a_week(clerk):  # S34
    event = make_event_row()
    signup = signed_up(event)
    worker_away = event.starts_at - HOUR
    Event.objects.update(signup_closes_at=worker_away)
    with time_machine.travel(worker_away, tick=False):
        lapse_due(timezone.now())
        assert again(signup).state == EXPIRED
        assert reopen(signup.public_id, clerk).state == "pending"


def test_a_hold_that_ended_by_the_persons_silence_is_taken_up_again_by_staff_only(clerk):  # S34 S4 S14
    signup = signed_up(make_event_row())
    worker_at(signup.created_at + timedelta(seconds=1))
    worker_at(again(signup).expires_at)
    assert again(signup).state == EXPIRED
    with pytest.raises(Refused) as refused:
        confirm(signup.public_id)
    assert (refused.value.reason, reopen(signup.public_id, clerk).state) == (Reason.EXPIRED, "pending")


def test_somebody_without_an_address_waits_for_no_mail(clerk):  # S34 S15
    event, holder, _queue = full_event()
    signup = entered(event, clerk, 2)
    cancel(holder.public_id)
    offered_at = Step.objects.latest("pk").at
    assert again(signup).expires_at - offered_at < 48 * HOUR + timedelta(seconds=1)
    with time_machine.travel(offered_at + HOUR, tick=False):
        assert accept_offer(signup.public_id, clerk).state == "confirmed"


def test_a_hold_that_was_ended_before_its_mail_had_left_breaks_a_promise(clerk):  # S34
    signup = signed_up(make_event_row())
    move(signup, EXPIRED, actor=Actor.SYSTEM, seat_no=None, expires_at=None)
    assert list(broken_invariants()) == [
        f"Die Anmeldung {signup.public_id} endete, bevor ihre E-Mail hinausgegangen war."
    ]
