"""The privacy page says how long what is kept: generated from the events and from the code."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.mail.bounces import COMES_BACK_WITHIN
from cms.mail.clearing import FAILED_KEPT, KEPT
from cms.settings.mail import bounce_mailbox
from events.models import Event
from events.pages.retention_periods import GeneralPeriods, Period, event_periods, general_periods, period
from events.signups.erasing import UNCONFIRMED_KEPT
from home.models import ContentPage
from tests.builders import add_page, make_event, make_event_index, make_event_page, make_home, open_language, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    for code in ("de", "en"):
        open_language(code)
    return make_event_index(make_home())


def privacy_page(index):
    return add_page(index.get_parent().specific, "Datenschutz", ContentPage, body=[("retention_periods", None)])


@pytest.mark.parametrize(
    ("ends_at", "days", "on"),
    [
        (datetime(2026, 12, 13, 15, tzinfo=UTC), 60, date(2027, 2, 11)),
        (datetime(2026, 12, 13, 15, tzinfo=UTC), 7, date(2026, 12, 20)),
        # Half past eleven in the evening, UTC: the next day in the city.
        (datetime(2026, 12, 13, 23, 30, tzinfo=UTC), 1, date(2026, 12, 15)),
        (datetime(2026, 10, 20, 22, 30, tzinfo=UTC), 7, date(2026, 10, 27)),
    ],
)
def test_a_period_ends_on_a_day_in_the_citys_time(ends_at, days, on):  # V6, R7
    assert period(days, ends_at + timedelta(days=days)) == Period(days, on)


def test_the_general_periods_are_those_of_the_code(settings):  # V6
    periods = GeneralPeriods(UNCONFIRMED_KEPT.days, KEPT.days, FAILED_KEPT.days, 0)
    assert general_periods() == periods
    settings.BOUNCE_MAILBOX = bounce_mailbox({"BOUNCE_MAILBOX_URL": "imaps://a:b@localhost:1/INBOX"})
    assert general_periods() == replace(periods, followed_mails=COMES_BACK_WITHIN.days)


def test_readers_are_told_of_mails_that_are_followed_where_a_mailbox_is_read(client, index, settings):  # V6
    page, told = privacy_page(index), "Zu welcher Anmeldung eine E-Mail gehört, falls sie zurückkommt"
    assert told not in client.get(page.url).content.decode()
    settings.BOUNCE_MAILBOX = bounce_mailbox({"BOUNCE_MAILBOX_URL": "imaps://a:b@localhost:1/INBOX"})
    assert f"{told}: Wir löschen es 14 Tage nach dem Versand." in client.get(page.url).content.decode()


def test_every_public_event_is_named_until_its_sign_ups_are_erased(index):  # V6, S20
    kept = make_event("Kept", days_from_now=5, retention_days=30, needs_retention_days=3)
    later = make_event("Later", days_from_now=9, retention_days=40, asks_needs=False)
    for event in (later, kept):
        make_event_page(index, event, title=event.name)
    found = event_periods("de")
    assert [entry.title for entry in found] == ["Kept", "Later"]
    assert (found[0].signups, found[0].needs) == (period(30, kept.erased_at), period(3, kept.needs_erased_at))
    assert (found[1].signups, found[1].needs) == (period(40, later.erased_at), None)
    with time_machine.travel(kept.erased_at + timedelta(seconds=1), tick=False):
        assert [entry.title for entry in event_periods("de")] == ["Later"]


def test_events_that_nobody_may_know_of_are_not_named(index):  # V6, X2
    hidden, draft = make_event("Hidden"), make_event("Draft")
    make_event_page(index, hidden, title="Hidden", live=False)
    make_event_page(index, draft, title="Draft")
    Event.objects.filter(pk=draft.pk).update(live=False)
    make_event("Without a page")
    assert event_periods("de") == []
    make_event_page(index, make_event("Known"), title="Known")
    assert len(event_periods("de")) == 1


def test_titles_stand_in_the_readers_language_or_are_marked(index):  # V6, A4
    page = make_event_page(index, make_event("Werkstatt"), title="Werkstatt")
    make_event_page(index, make_event("Fest"), title="Fest")
    translate(page, "en", "Workshop")
    found = {(entry.title, entry.title_lang) for entry in event_periods("en")}
    assert found == {("Workshop", ""), ("Fest", "de")}


def test_the_page_shows_what_the_events_say_now(client, index):  # V6
    event = make_event("Werkstatt", retention_days=30)
    make_event_page(index, event, title="Werkstatt")
    url = privacy_page(index).url
    before = client.get(url).content.decode()
    Event.objects.filter(pk=event.pk).update(retention_days=31)
    after = client.get(url).content.decode()
    dates = [f"{period(days, event.ends_at + timedelta(days=days)).on.year}" for days in (30, 31)]
    assert [text.count("Werkstatt") for text in (before, after)] == [1, 1]
    assert ("30\N{NO-BREAK SPACE}" in before, "31\N{NO-BREAK SPACE}" in after, before == after) == (True, True, False)
    assert [year in before for year in dates] == [True, True]


def test_a_page_without_events_says_so(client, index):  # V6
    assert client.get(privacy_page(index).url).status_code == 200
    assert event_periods("de") == []


def test_it_costs_three_queries_however_many_events(index):  # V6
    costs = []
    for number in range(3):
        make_event_page(index, make_event(f"Nummer {number}"), title=f"Nummer {number}")
        event_periods("de")
        with CaptureQueriesContext(connection) as queries:
            found = event_periods("de")
        costs.append((len(found), len(queries)))
    assert costs == [(1, 3), (2, 3), (3, 3)]
