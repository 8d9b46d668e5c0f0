"""The attendance list on paper."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from events.desk.on_the_day.attendance import attendance_lists
from events.signups import approve, erase
from tests.builders import make_event_row, make_staff, signed_up, signed_up_and_confirmed

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client):
    client.user = make_staff("clerk", "events.view_signup")
    client.force_login(client.user)
    return client


def names_on(event):
    return [[signup.family_name for signup in entry["signups"]] for entry in attendance_lists(event)]


def test_names_are_sorted_as_in_a_german_telephone_list():  # S17
    event = make_event_row()
    names = ["Zander", "Özdemir", "Oz", "Straßer", "Strasser", "ähren", "Adam", "Éluard", "Otto"]
    for number, name in enumerate(names):
        signed_up_and_confirmed(event, number, family_name=name)
    assert names_on(event) == [["Adam", "ähren", "Éluard", "Otto", "Oz", "Özdemir", "Straßer", "Strasser", "Zander"]]


def test_people_without_a_firm_seat_stand_on_lists_of_their_own(clerk):  # S17
    event = make_event_row(capacity=2, review=True, waiting_list_size=5)
    approve(signed_up_and_confirmed(event, 1).public_id, clerk.user)
    signed_up_and_confirmed(event, 2)
    signed_up_and_confirmed(event, 3)
    assert names_on(event) == [["Nummer 1"], ["Nummer 2"]]
    response = clerk.get(reverse("attendance_list", args=[event.pk]))
    assert [len(entry["signups"]) for entry in response.context["lists"]] == [1, 1]


def test_nobody_who_was_erased_or_is_not_confirmed_stands_on_the_list():  # S20
    event = make_event_row()
    signed_up(event, 1)
    erase(signed_up_and_confirmed(event, 2).public_id)
    there = signed_up_and_confirmed(event, 3)
    assert [there.family_name in name for name in names_on(event)] == [True]


def test_the_paper_holds_names_and_no_addresses(clerk):  # S17, V1
    event = make_event_row()
    signed_up_and_confirmed(event, 1, organisation="Verein <b>X</b>", given_name="<script>alert(1)</script>")
    page = clerk.get(reverse("attendance_list", args=[event.pk])).content.decode()
    cells = re.findall(r"<td[^>]*>(.*?)</td>", page)
    assert cells == [
        "1",
        "Nummer 1, &lt;script&gt;alert(1)&lt;/script&gt;",
        "Verein &lt;b&gt;X&lt;/b&gt;",
        "",
    ]
    assert (page.count("@"), page.count("<script")) == (0, 0)


def test_each_opening_is_logged_without_contents(clerk):  # V5
    event = make_event_row()
    signed_up_and_confirmed(event, 1)
    clerk.get(reverse("attendance_list", args=[event.pk]))
    entry = ModelLogEntry.objects.get(action="events.print")
    assert (entry.user, entry.object_id, entry.data) == (clerk.user, str(event.pk), {"rows": 1})


def test_the_list_costs_the_same_queries_however_long(clerk):  # S17
    event = make_event_row()
    clerk.get(reverse("attendance_list", args=[event.pk]))
    costs = []
    for number in range(3):
        signed_up_and_confirmed(event, number)
        with CaptureQueriesContext(connection) as queries:
            clerk.get(reverse("attendance_list", args=[event.pk]))
        costs.append(len(queries))
    assert costs == [costs[0]] * 3
