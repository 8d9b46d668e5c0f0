"""Parts of a page that stand still: rendered once, and never longer than they are right."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.consequences.answers import answered_by
from cms.ground.asked_once import asked_once
from cms.ground.freshness import changes_at, noting, shows
from cms.ground.standing import Many
from tests.builders import (
    add_page,
    make_admin,
    make_event,
    make_event_index,
    make_event_page,
    make_frame,
    make_home,
    signed_up_and_confirmed,
)

NOW = datetime(2027, 3, 1, 12, tzinfo=timezone.get_default_timezone())
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(settings):
    """A small site by name, of which visitors share what stands still."""
    settings.SHARED_STANDING = True
    home = make_home()
    make_frame(main_menu=[home])
    index = make_event_index(home)
    event = make_event(capacity=3)
    return {
        "home": home,
        "index": index,
        "event": event,
        "event page": make_event_page(index, event),
        "page": add_page(home, "Seite", slug="seite"),
    }


def queries(visitor: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert visitor.get(address).status_code == 200
    return len(captured)


def alone(settings, address: str) -> bytes:
    """What the page is when nothing is shared."""
    settings.SHARED_STANDING = False
    try:
        return Client().get(address).content
    finally:
        settings.SHARED_STANDING = True


@pytest.mark.parametrize("name", ["home", "index", "event page", "page"])
def test_a_page_that_nobody_has_changed_asks_the_database_for_its_numbers_only(site, client, name):  # F1 F3
    address = site[name].url
    first = queries(client, address)
    assert (first > 5, queries(client, address)) == (True, 0)


def test_a_sign_up_makes_the_seats_anew_and_nothing_else(site, client, settings):  # F3 P5
    address = site["event page"].url
    page = client.get(address).content
    signed_up_and_confirmed(site["event"], 1)
    again, right = client.get(address).content, alone(settings, address)
    # Also in what search engines read: the facts are asked once, and both parts that show them end.
    assert (again == right, again == page) == (True, False)
    signed_up_and_confirmed(site["event"], 2)
    assert (queries(client, address), queries(client, address)) == (7, 0)


def test_what_changes_by_time_is_made_anew_at_its_moment(site, client, settings):  # F3 P5
    address = site["event page"].url
    event = site["event"]
    event.signup_opens_at = NOW + timedelta(days=2)
    with answered_by("tests"):
        event.save_revision(clean=False).publish()
    with time_machine.travel(NOW, tick=False):
        client.get(address)
        assert queries(client, address) == 0
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        assert client.get(address).content == alone(settings, address)


def test_a_moment_that_passes_while_a_page_is_made_ends_it():  # F3 P5
    with time_machine.travel(NOW, tick=False) as travelled, noting() as kept:
        travelled.shift(timedelta(seconds=1))
        changes_at(NOW + timedelta(milliseconds=500))
        assert kept.is_over(timezone.now())


def test_each_part_that_shows_a_value_notes_what_it_was_made_from():  # F3
    made = []

    def make() -> str:
        shows("seats", 7, 3, at_once=True)
        changes_at(NOW + timedelta(days=9000))
        made.append(1)
        return "value"

    asked = asked_once(make)
    for _time in range(2):
        with noting() as outer, noting() as kept:
            assert asked() == "value"
        assert [(one.numbers, one.at_once) for one in (kept, outer)] == [({("seats", 7): 3}, {("seats", 7)})] * 2
        assert (kept.until, outer.until) == (NOW + timedelta(days=9000),) * 2
    assert len(made) == 1


def test_a_page_with_something_in_its_query_is_made_for_itself(site, client):  # F3 X2
    address = site["page"].url
    queries(client, address)
    assert (queries(client, f"{address}?page=2") > 0, queries(client, address)) == (True, 0)


def test_what_staff_and_readers_of_a_restricted_page_see_is_theirs(site, client, settings):  # F3 X2
    page = site["page"]
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    staff = Client()
    staff.force_login(make_admin())
    assert staff.get(page.url).status_code == 200
    assert [client.get(page.url).status_code for _time in range(2)] == [302, 302]
    PageViewRestriction.objects.all().delete()
    assert client.get(page.url).content == alone(settings, page.url)


def test_an_address_that_leads_nowhere_is_not_remembered(site, client):  # F3
    statuses = [client.get(f"/de/nichts-{number}/").status_code for number in range(2)]
    site["page"].copy(update_attrs={"slug": "nichts-0"}, keep_live=True)
    assert (statuses, client.get("/de/nichts-0/").status_code) == ([404, 404], 200)


def test_values_of_many_pages_are_let_go_when_they_take_too_much():  # F3
    many = Many(10)
    for number in range(4):
        many.put(number, f"value {number}", 3)
    assert [many.get(number) for number in range(4)] == [None, None, None, "value 3"]
