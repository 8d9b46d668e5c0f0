"""A server's clock jumps an hour ahead, and NTP puts it back: nobody loses what was promised, no mail comes twice.

time-machine moves the clock of the app alone; the one that counts seconds since the start goes on, as in reality.
"""

from collections import Counter
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings as of_the_site
from django.core import mail as django_mail
from django.http import QueryDict
from django.utils import timezone
from django.utils.module_loading import import_string

from cms.forms.form_start import new_start
from cms.forms.public_form import PublicForm
from cms.ground import steady_clock
from cms.ground.freshness import Kept
from cms.ground.steady_clock import SteadyClock
from cms.health.job_runs import JobNotes
from cms.health.models import JobRun
from cms.health.standing_still import worker
from cms.mail.models import Mail, MailState
from cms.management.commands.worker import run_round
from events.models import Signup
from events.signups import cancel
from events.signups.invariants import broken_invariants
from events.signups.secret_links import Purpose, make_token
from tests.browser_client import BrowserClient
from tests.builders import (
    add_page,
    hold_mail_delivered,
    make_event_row,
    make_home,
    make_person,
    signed_up,
    signed_up_and_confirmed,
)
from tests.cms.login.people import browser, log_in, make_clerk

pytestmark = pytest.mark.django_db
# A round of the worker closes connections, so nothing can be rolled back.
with_rounds = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)
# All but those that look at files and at other servers
JOBS = [path for path in of_the_site.WORKER_JOBS if path.startswith(("events.", "cms.publishing", "cms.mail.sender"))]


@pytest.fixture(autouse=True)
def _a_clock_that_is_watched(settings, monkeypatch):
    settings.SECONDS_OF_DISTRUST = 600
    monkeypatch.setattr(steady_clock, "_clock", SteadyClock())


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller


def go_round() -> None:
    """One round of the worker, in which no job fails."""
    notes = JobNotes()
    run_round({path: import_string(path) for path in JOBS}, notes)
    notes.write()


def ends_in(signup: Signup, minutes: int) -> Signup:
    Signup.objects.filter(pk=signup.pk).update(expires_at=timezone.now() + timedelta(minutes=minutes))
    return signup


def states() -> list[str]:
    return list(Signup.objects.order_by("pk").values_list("state", flat=True))


@with_rounds
def test_holds_and_offers_outlive_the_jump_and_end_in_time(clock):  # R7 S34
    event = make_event_row(capacity=2)
    signed_up_and_confirmed(event, 1)
    held = ends_in(hold_mail_delivered(signed_up(event, 2)), 30)
    waits = signed_up_and_confirmed(event, 3)
    clock.shift(HOUR)
    go_round()
    # Somebody else wants the seat, on the web.
    signed_up(event, 4)
    assert states() == ["confirmed", "unconfirmed", "waiting", "waiting"]
    clock.shift(-HOUR)
    go_round()
    assert states() == ["confirmed", "unconfirmed", "waiting", "waiting"]
    # Nothing but time that really goes by ends it, for which the seconds have to be counted too.
    clock.shift(timedelta(minutes=31))
    steady_clock._clock = SteadyClock()
    go_round()
    held.refresh_from_db()
    waits.refresh_from_db()
    assert (held.state, waits.state) == ("expired", "offered")
    assert list(broken_invariants()) == []


@pytest.mark.parametrize(("purpose", "button"), [(Purpose.CONFIRM, "confirm"), (Purpose.ACCEPT, "accept")])
def test_a_link_that_is_good_works_during_the_jump(clock, purpose, button):  # R7 S4
    make_home()
    event = make_event_row(capacity=1)
    signup = hold_mail_delivered(signed_up(event, 1))
    if purpose == Purpose.ACCEPT:
        first = signed_up_and_confirmed(make_event_row(name="Andere", capacity=1), 2)
        signup = signed_up_and_confirmed(first.event, 3)
        cancel(first.public_id)
        signup.refresh_from_db()
        signup = hold_mail_delivered(signup)
    ends_in(signup, 30)
    path = f"/de/my-signup/{make_token(signup, purpose)}/{button}/"
    clock.shift(HOUR)
    client = BrowserClient()
    assert "<button" in client.get(path).content.decode()
    assert client.post(path, {}).status_code == 303
    signup.refresh_from_db()
    assert signup.state == "confirmed"


@with_rounds
def test_mails_queued_during_the_jump_leave_at_once_and_each_once(clock):  # R7 S13
    event = make_event_row(capacity=5)
    signed_up(event, 1)
    go_round()
    clock.shift(HOUR)
    signed_up(event, 2)
    go_round()
    signed_up(event, 3)
    # Tried in vain while the clock was ahead, it is tried again after the minutes that it would have waited anyway.
    tried = signed_up(event, 4)
    Mail.objects.filter(payload__signup=str(tried.public_id)).update(tries=1, next_try_at=timezone.now() + HOUR / 60)
    clock.shift(-HOUR)
    for _ in range(3):
        go_round()
    assert Counter(message.to[0] for message in django_mail.outbox) == Counter(
        {make_person(number).email: 1 for number in (1, 2, 3, 4)}
    )
    assert Mail.objects.exclude(state=MailState.SENT).count() == 0


@with_rounds
def test_what_is_scheduled_is_not_published_early(clock):  # R7 L15
    page = add_page(make_home(), "Geplant", live=False)
    page.go_live_at = timezone.now() + HOUR / 2
    page.save_revision(approved_go_live_at=page.go_live_at)
    clock.shift(HOUR)
    go_round()
    page.refresh_from_db()
    assert page.live is False


def test_nobody_overtakes_those_who_joined_while_the_clock_was_ahead(clock):  # R7 S5
    event = make_event_row(capacity=1)
    holder = signed_up_and_confirmed(event, 1)
    clock.shift(HOUR)
    first = signed_up_and_confirmed(event, 2)
    clock.shift(-HOUR)
    second = signed_up_and_confirmed(event, 3)
    cancel(holder.public_id)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("offered", "waiting")
    assert list(broken_invariants()) == []


def test_a_jump_that_stays_is_believed_after_a_while(clock):  # R7
    seconds = [1000.0]
    watched, began = SteadyClock(lambda: seconds[0]), timezone.now()

    def seen_after(shift: timedelta, passed: float) -> timedelta:
        clock.shift(shift)
        seconds[0] += passed
        return watched.now(600) - began

    second = timedelta(seconds=1)
    assert seen_after(second, 1) == second
    assert seen_after(HOUR, 0) == second
    assert seen_after(599 * second, 599) == 600 * second
    assert seen_after(second, 1) == HOUR + 601 * second
    # Back, it follows at once; and a little is no jump.
    assert seen_after(-HOUR, 0) == 601 * second
    assert seen_after(20 * second, 0) == 621 * second


def test_a_form_from_the_hour_ahead_is_not_too_fast(clock):  # R7 S22
    class Form(PublicForm):
        minimum_seconds = 2

    clock.shift(HOUR)
    started = QueryDict(mutable=True)
    started["started"] = new_start()
    clock.shift(-HOUR)
    assert Form(started).is_valid()
    started["started"] = new_start()
    assert not Form(started).is_valid()


def test_what_was_made_in_the_hour_ahead_is_made_anew(clock):  # R7 R11
    clock.shift(HOUR)
    kept = Kept()
    assert kept.is_over(timezone.now()) is False
    clock.shift(-HOUR)
    assert kept.is_over(timezone.now()) is True


def test_an_idle_session_of_staff_does_not_live_for_an_hour_more(clock):  # R7 X7
    make_home()
    make_clerk()
    client = browser()
    log_in(client, "anmeldung")
    clock.shift(timedelta(minutes=29))
    assert client.get("/admin/account/").status_code == 200
    clock.shift(timedelta(minutes=-20))
    assert client.get("/admin/account/").status_code == 200
    clock.shift(timedelta(minutes=31))
    assert client.get("/admin/account/").status_code == 302


@with_rounds
def test_a_worker_that_died_during_the_jump_is_noticed(clock):  # R7 R9
    clock.shift(HOUR)
    go_round()
    clock.shift(-HOUR)
    assert [trouble.name for trouble in worker(timezone.now())] == ["worker"]
    JobRun.objects.update(done_at=timezone.now() + timedelta(seconds=30))
    assert worker(timezone.now()) == []
