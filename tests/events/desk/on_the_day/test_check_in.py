"""Check-in at the door."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from events.desk.on_the_day import check_in
from events.signups import Reason
from tests.builders import make_event_row, make_staff, signed_up, signed_up_and_confirmed

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    """An event that begins in two hours."""
    # Today: twelve hours ahead the clerk's session would be over.
    with time_machine.travel(timezone.localtime().replace(hour=10), tick=False):
        now = timezone.now()
        yield make_event_row(starts_at=now + timedelta(hours=2), ends_at=now + timedelta(hours=5))


@pytest.fixture
def clerk(client, event):
    """Logged in on the day: a session from hours ago would be over."""
    client.user = make_staff("clerk", "events.check_in_signup")
    client.force_login(client.user)
    return client


def click(client, event, signup, there="yes", key=""):
    data = {"signup": signup.public_id, "there": there, "search": key}
    return client.post(reverse("check_in", args=[event.pk]), data)


def searched(client, event, query, name="check_in"):
    return client.post(reverse(name, args=[event.pk]), {"q": query}, follow=True)


def found(client, event, query="", name="check_in"):
    response = searched(client, event, query, name)
    # A key of its own stands for the words (V8).
    assert re.fullmatch(r"(search=\w{10})?", response.request["QUERY_STRING"])
    return [signup.family_name for signup in response.context["people"]]


def test_one_click_checks_somebody_in_and_another_takes_it_back(clerk, event):  # S17
    signup = signed_up_and_confirmed(event, 1)
    response = click(clerk, event, signup)
    signup.refresh_from_db()
    assert (response.status_code, response.url) == (302, f"{reverse('check_in', args=[event.pk])}#signup-{signup.pk}")
    assert signup.attended_at == timezone.now()
    response = click(clerk, event, signup, there="no", key="num")
    signup.refresh_from_db()
    assert response.url == f"{reverse('check_in', args=[event.pk])}?search=num#signup-{signup.pk}"
    assert signup.attended_at is None


@pytest.mark.parametrize(("days", "buttons"), [(0, 1), (1, 0)])
def test_nobody_can_be_ticked_before_the_day(clerk, event, days, buttons):  # S17 X1
    signed_up_and_confirmed(event, 1)
    with time_machine.travel(timezone.now() - timedelta(days=days), tick=False):
        for name in ("check_in", "check_in_results"):
            page = clerk.get(reverse(name, args=[event.pk])).text
            assert page.count('value="yes"') == buttons
            assert ("Die Ankunft lässt sich erst ab dem Tag der Veranstaltung eintragen." in page) == (not buttons)


def test_a_second_click_keeps_the_first_time(clerk, event):  # S17
    signup = signed_up_and_confirmed(event, 1)
    click(clerk, event, signup)
    with time_machine.travel(timezone.now() + timedelta(minutes=5), tick=False):
        click(clerk, event, signup)
    signup.refresh_from_db()
    assert (signup.attended_at, signup.steps.filter(kind="attended").count()) == (timezone.now(), 1)


def test_the_page_says_how_many_are_there(clerk, event):  # S17
    people = [signed_up_and_confirmed(event, number) for number in range(3)]
    signed_up(event, 4)
    click(clerk, event, people[0])
    assert clerk.get(reverse("check_in", args=[event.pk])).context["attendance"] == {"expected": 3, "there": 1}


def test_before_the_day_nobody_is_checked_in_and_the_page_says_why(clerk):  # S17
    event = make_event_row()
    signup = signed_up_and_confirmed(event, 1)
    response = click(clerk, event, signup)
    signup.refresh_from_db()
    assert signup.attended_at is None
    assert [str(message).strip() for message in get_messages(response.wsgi_request)] == [str(Reason.TOO_EARLY.label)]
    assert ModelLogEntry.objects.filter(action="events.check_in").count() == 0


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Müller-Straß", "Özdemir"]),
        ("oz", ["Özdemir"]),
        ("ÖZD", ["Özdemir"]),
        ("mul", ["Müller-Straß"]),
        ("strass ada", ["Müller-Straß"]),
        ("verein", ["Özdemir"]),
        ("2", ["Özdemir"]),
        ("dem", []),
        ("late", ["Latecomer"]),
        ("\x00'; --", []),
    ],
)
def test_people_are_found_by_the_beginning_of_a_word(clerk, event, query, names):  # S17
    signed_up_and_confirmed(event, 1, given_name="Ada", family_name="Müller-Straß")
    signed_up_and_confirmed(event, 2, given_name="Can", family_name="Özdemir", organisation="Verein")
    signed_up(event, 3, family_name="Latecomer")
    assert found(clerk, event, query) == names
    assert found(clerk, event, query, name="check_in_results") == names


def test_people_without_a_firm_seat_have_no_button(clerk, event):  # S17
    signup = signed_up(event, 1)
    page = searched(clerk, event, "nummer").content.decode()
    assert (page.count("Nummer 1"), page.count('name="there"')) == (1, 0)
    click(clerk, event, signup)
    signup.refresh_from_db()
    assert signup.attended_at is None


def test_somebody_of_another_event_is_not_checked_in(clerk, event):  # X1
    other = signed_up_and_confirmed(make_event_row(starts_at=event.starts_at, ends_at=event.ends_at, name="Andere"), 1)
    response = click(clerk, event, other)
    other.refresh_from_db()
    assert (response.status_code, other.attended_at) == (302, None)


@pytest.mark.parametrize("data", [{}, {"signup": "x", "there": "yes"}, {"there": "maybe"}])
def test_a_broken_click_changes_nothing(clerk, event, data):  # X6
    assert clerk.post(reverse("check_in", args=[event.pk]), data).status_code == 302
    assert ModelLogEntry.objects.filter(action="events.check_in").count() == 0


def test_looking_and_clicking_is_logged_without_contents(clerk, event):  # V5
    signup = signed_up_and_confirmed(event, 1)
    searched(clerk, event, "nummer", "check_in_results")
    clerk.get(reverse("check_in", args=[event.pk]))
    click(clerk, event, signup)
    click(clerk, event, signup, there="no")
    entries = ModelLogEntry.objects.filter(action__startswith="events.").order_by("pk")
    assert [(entry.user, entry.action, entry.label, entry.data) for entry in entries] == [
        (clerk.user, "events.list", event.name, {}),
        (clerk.user, "events.check_in", signup.reference, {"there": True}),
        (clerk.user, "events.check_in", signup.reference, {"there": False}),
    ]


def test_the_message_after_a_click_names_nobody(clerk, event):  # V4
    response = click(clerk, event, signed_up_and_confirmed(event, 1))
    told = [str(message) for message in get_messages(response.wsgi_request)]
    assert [(len(told), "Nummer 1" in text, "1" in text) for text in told] == [(1, False, True)]


def test_hostile_names_stay_text(clerk, event):  # X6
    canary = "<script>alert(1)</script>"
    signed_up_and_confirmed(event, 1, family_name=canary, organisation=canary)
    for name in ("check_in", "check_in_results"):
        page = searched(clerk, event, "", name).content.decode()
        assert (page.count(canary), page.count("&lt;script&gt;alert(1)&lt;/script&gt;")) == (0, 2)
    page = searched(clerk, event, canary).content.decode()
    assert page.count(canary) == 0


def test_a_long_list_shows_its_beginning_and_says_so(clerk, event, monkeypatch):  # S17
    monkeypatch.setattr(check_in, "MOST_SHOWN", 2)
    for number in range(3):
        signed_up_and_confirmed(event, number)
    context = clerk.get(reverse("check_in", args=[event.pk])).context
    assert (len(context["people"]), context["more"]) == (2, 1)
    assert found(clerk, event, "2") == ["Nummer 1", "Nummer 2"]


def test_the_list_costs_the_same_queries_however_long(clerk, event):  # S17
    clerk.get(reverse("check_in_results", args=[event.pk]))
    costs = []
    for number in range(3):
        signed_up_and_confirmed(event, number)
        with CaptureQueriesContext(connection) as queries:
            clerk.get(reverse("check_in_results", args=[event.pk]))
        costs.append(len(queries))
    assert costs == [costs[0]] * 3
