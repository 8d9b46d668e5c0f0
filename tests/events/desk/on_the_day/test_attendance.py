"""The attendance list on paper."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from events.desk.on_the_day import attendance
from events.signups import approve, erase
from tests.builders import make_event_row, make_signup_form_row, make_staff, signed_up, signed_up_and_confirmed
from tests.events.road import question

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client):
    client.user = make_staff("clerk", "events.view_signup")
    client.force_login(client.user)
    return client


def page_of(clerk, event, **query) -> str:
    response = clerk.get(reverse("attendance_list", args=[event.pk]), query)
    assert response["Content-Type"] == "text/html; charset=utf-8"
    return response.getvalue().decode()


def names_on(clerk, event, **query) -> dict[str, list[str]]:
    """By the heading of a list, the family names on it."""
    lists = BeautifulSoup(page_of(clerk, event, **query), "html.parser").select("section")
    return {
        one.h2.get_text(): [row.select("td")[1].get_text().partition(",")[0] for row in one.select("tbody tr")]
        for one in lists
    }


def test_names_are_sorted_as_in_a_german_telephone_list(clerk):  # S17
    event = make_event_row()
    names = ["Zander", "Özdemir", "Oz", "Straßer", "Strasser", "ähren", "Adam", "Éluard", "Otto"]
    for number, name in enumerate(names):
        signed_up_and_confirmed(event, number, family_name=name)
    sorted_names = ["Adam", "ähren", "Éluard", "Otto", "Oz", "Özdemir", "Straßer", "Strasser", "Zander"]
    assert names_on(clerk, event) == {"Mit Platz: 9": sorted_names}


def test_people_without_a_firm_seat_stand_on_lists_of_their_own(clerk):  # S17
    event = make_event_row(capacity=2, review=True, waiting_list_size=5)
    approve(signed_up_and_confirmed(event, 1).public_id, clerk.user)
    signed_up_and_confirmed(event, 2)
    signed_up_and_confirmed(event, 3)
    assert names_on(clerk, event) == {"Mit Platz: 1": ["Nummer 1"], "Noch nicht entschieden: 1": ["Nummer 2"]}


def test_a_list_that_is_written_in_portions_is_whole(clerk, monkeypatch):  # S17 F1
    monkeypatch.setattr(attendance, "ROWS_AT_ONCE", 3)
    event = make_event_row(capacity=20)
    for number in range(10, 20):
        signed_up_and_confirmed(event, number)
    assert names_on(clerk, event) == {"Mit Platz: 10": [f"Nummer {number}" for number in range(10, 20)]}


def test_the_page_is_right_html(clerk, html_errors):  # A6
    event = make_event_row(review=True)
    approve(signed_up_and_confirmed(event, 1).public_id, clerk.user)
    signed_up_and_confirmed(event, 2, organisation="Verein & Co. <x>")
    assert html_errors({"list": page_of(clerk, event), "nobody": page_of(clerk, make_event_row())}) == []


def test_a_list_without_anybody_says_so(clerk):  # S17
    page = page_of(clerk, make_event_row())
    assert ("Noch hat niemand einen Platz." in page, names_on(clerk, make_event_row())) == (True, {})


def test_nobody_who_was_erased_or_is_not_confirmed_stands_on_the_list(clerk):  # S20
    event = make_event_row()
    signed_up(event, 1)
    erase(signed_up_and_confirmed(event, 2).public_id)
    there = signed_up_and_confirmed(event, 3)
    assert list(names_on(clerk, event).values()) == [[there.family_name]]


def test_the_paper_holds_names_and_no_addresses(clerk):  # S17, V1
    event = make_event_row()
    signed_up_and_confirmed(event, 1, organisation="Verein <b>X</b>", given_name="<script>alert(1)</script>")
    page = page_of(clerk, event)
    cells = re.findall(r"<td[^>]*>(.*?)</td>", page)
    assert cells == [
        "1",
        "Nummer 1, &lt;script&gt;alert(1)&lt;/script&gt;",
        "Verein &lt;b&gt;X&lt;/b&gt;",
        "",
    ]
    assert (page.count("@"), page.count("<script")) == (0, 0)


def test_who_sits_where_stands_in_a_column_and_on_a_list_for_each_table(clerk):  # S17 S31
    tables = {"a": "Tisch A", "b": "Tisch B"}
    form = make_signup_form_row(questions=json.dumps([question("one_of", "Tisch?", "table", tables)]))
    event = make_event_row(signup_form=form, option_limits={"table": {"a": 2}})
    for number, table in enumerate(["a", "b", "a"], start=1):
        signed_up_and_confirmed(event, number, answers={"table": table})
    signed_up_and_confirmed(event, 4)
    page = BeautifulSoup(page_of(clerk, event), "html.parser")
    assert [row.select("td")[3].get_text() for row in page.select("tbody tr")] == ["Tisch A", "Tisch B", "Tisch A", ""]
    assert [link["href"] for link in page.select("nav a")][1:] == [
        f"{reverse('attendance_list', args=[event.pk])}?by=table"
    ]
    assert names_on(clerk, event, by="table") == {
        "Tisch A: 2": ["Nummer 1", "Nummer 3"],
        "Tisch B: 1": ["Nummer 2"],
        "Nichts gewählt: 1": ["Nummer 4"],
    }


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
