"""The list of sign-ups over all languages, and the numbers above it."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.mail.models import Mail
from events.desk.signups.viewset import SignupViewSet
from events.models import Signup
from events.signups import decline
from tests.builders import make_event_row, signed_up, signed_up_and_confirmed
from tests.events.desk.people import entered, logged_in, make_clerk, to_decide

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return make_clerk()


@pytest.fixture
def desk(clerk):
    return logged_in(clerk)


def found(desk, q="", **query):
    """Return the names on the list; words to search for are posted, so that no address holds them."""
    address = f"{reverse('signups:index')}?{urlencode(query)}"
    response = desk.post(address, {"q": q, **query}, follow=True) if q else desk.get(address)
    return [signup.family_name for signup in response.context["object_list"]]


def test_the_list_is_narrowed_down_by_what_is_to_be_done(desk):  # S14
    event = make_event_row()
    signed_up(event, 1)
    to_decide(event, 2)
    assert found(desk, task="decide") == ["Nummer 2"]
    with time_machine.travel(event.ends_at + timedelta(hours=1)):
        desk = logged_in(make_clerk("later"))
        assert found(desk, task="decide") == []


def test_the_list_finds_whom_to_phone(desk, clerk):  # S13, S15
    event = make_event_row(capacity=1)
    first = to_decide(event, 1)
    Mail.objects.filter(kind="signup.request_received").update(state="failed")
    entered(event, clerk, 2)
    signed_up_and_confirmed(event, 3)
    assert found(desk, task="phone") == ["Nummer 1"]
    decline(first.public_id, clerk, "Nein.")
    assert Signup.objects.get(family_name="Nummer 2").state == "offered"
    assert found(desk, task="phone") == ["Nummer 2", "Nummer 1"]


def test_the_list_is_narrowed_down_by_source_and_event(desk, clerk):  # S14
    event, other = make_event_row(), make_event_row()
    signed_up(event, 1)
    entered(event, clerk, 2)
    entered(other, clerk, 3, "paper")
    assert found(desk, source="phone") == ["Nummer 2"]
    assert found(desk, event=other.pk) == ["Nummer 3"]
    assert found(desk, event="999999") == found(desk, event="x") == ["Nummer 3", "Nummer 2", "Nummer 1"]


@pytest.mark.parametrize("query", ["Ada Lovelace", "lovelace ADA", "rechen", "ada@", "reference"])
def test_somebody_is_found_by_any_of_it(desk, query):  # S14
    event = make_event_row()
    signup = signed_up(
        event, 1, given_name="Ada", family_name="Lovelace", email="ada@example.org", organisation="Rechenverein"
    )
    signed_up(event, 2, given_name="Ada")
    query = signup.reference if query == "reference" else query
    assert found(desk, q=query)[-1:] == ["Lovelace"]
    assert found(desk, q=f"{query} nobody") == []


@pytest.mark.parametrize("query", ["özdemir", "OZDEMIR", "strauss", "Übung"])
def test_accents_and_capitals_do_not_matter(desk, query):  # S14
    signed_up(make_event_row(), 1, family_name="Özdemir-Strauß", organisation="übung e.V.")
    signed_up(make_event_row(), 2)
    assert found(desk, q=query) == ["Özdemir-Strauß"]


@pytest.mark.parametrize("query", ["%", "_", "' OR 1=1 --", "\\", "<script>", "f" * 300, "\x00"])
def test_a_strange_search_finds_nobody(desk, query):  # X6
    signed_up(make_event_row())
    assert found(desk, q=query) in ([], ["Nummer 1"])


def test_the_numbers_of_the_event_stand_above(desk):  # S14
    event = make_event_row(capacity=3)
    signed_up(event, 1)
    to_decide(event, 2)
    numbers = desk.get(reverse("signups:index"), {"event": event.pk}).context["numbers"]
    assert [(count.state, count.count) for count in numbers.counts] == [("unconfirmed", 1), ("pending", 1)]
    assert (numbers.seats.free, numbers.seats.capacity) == (1, 3)


def test_without_an_event_the_numbers_of_all_to_come_stand_above(desk):  # S14
    past = timezone.now() - timedelta(days=3)
    make_event_row(name="Vorbei", starts_at=past, ends_at=past + timedelta(hours=1))
    make_event_row(name="Entwurf", live=False)
    event = make_event_row(name="Kommt", capacity=3)
    to_decide(event)
    response = desk.get(reverse("signups:index"))
    assert [(row.event.name, row.seats.free, row.to_decide.count) for row in response.context["coming"]] == [
        ("Kommt", 2, 1)
    ]


def test_the_title_names_the_event(desk):  # S14
    event = make_event_row(name="Werkstatt am Fluss")
    page = desk.get(reverse("signups:index"), {"event": event.pk}).content.decode()
    assert page.count("<title>Sign-ups: Werkstatt am Fluss") == 1


@pytest.mark.parametrize("query", [{}, {"event": "chosen"}])
def test_the_list_costs_the_same_with_one_and_with_three(desk, query):  # S14
    event = make_event_row()
    query = {"event": event.pk} if query else {}
    costs = []
    for number in range(3):
        to_decide(event, number)
        desk.get(reverse("signups:index"), query)
        with CaptureQueriesContext(connection) as queries:
            response = desk.get(reverse("signups:index"), query)
        costs.append((len(response.context["object_list"]), len(queries)))
    assert costs == [(count, costs[0][1]) for count in (1, 2, 3)]


def test_looking_at_the_list_is_logged_once_for_each_event(desk, clerk):  # V5
    shown, other = make_event_row(), make_event_row()
    signed_up(shown, 1)
    signed_up(shown, 2)
    signed_up(other, 3)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _time in range(3):
            desk.get(reverse("signups:index_results"), {"event": shown.pk})
        lines = ModelLogEntry.objects.filter(action="events.list")
        assert list(lines.values_list("object_id", "user")) == [(str(shown.pk), clerk.pk)]
        clock.shift(timedelta(minutes=6))
        desk.get(reverse("signups:index"))
        assert sorted(lines.values_list("object_id", flat=True)) == sorted(
            [str(shown.pk), str(shown.pk), str(other.pk)]
        )


def test_the_boxes_offer_only_what_this_user_may(desk):  # S14
    signed_up(make_event_row())
    buttons = desk.get(reverse("signups:index")).context["bulk_buttons"]
    assert [button.url.split("/")[-2] for button in buttons] == ["approve", "decline", "cancel"]
    reader = logged_in(make_clerk("reader", "view")).get(reverse("signups:index"))
    assert (reader.context["bulk_buttons"], "data-bulk-action" in reader.content.decode()) == ([], False)


def test_a_clerk_reaches_the_list_from_the_menu(desk):  # S14
    assert f'"{reverse("signups:index")}"' in desk.get(reverse("wagtailadmin_home")).content.decode()


def test_a_click_in_the_list_approves_and_leads_back_to_it(desk, clerk):  # S14 E13
    event = make_event_row(capacity=5)
    first, second = to_decide(event, 1), to_decide(event, 2)
    waiting_for_staff = f"{reverse('signups:index')}?{urlencode({'event': event.pk, 'state': 'pending'})}"
    approve = reverse("signups:approve", args=[first.pk])
    assert f'action="{approve}"' in desk.get(waiting_for_staff).text
    response = desk.post(approve, {"from_list": "1"})
    first.refresh_from_db()
    assert (response.headers["Location"], first.state) == (waiting_for_staff, "confirmed")
    assert found(desk, event=event.pk, state="pending") == [second.family_name]
    # Where nothing is to be decided there is no column for it.
    assert "from_list" not in desk.get(f"{reverse('signups:index')}?{urlencode({'event': event.pk})}").text


@pytest.mark.skipif(connection.vendor != "sqlite", reason="With few rows PostgreSQL reads them all.")
def test_the_newest_of_all_are_read_from_an_index():  # F5
    plan = SignupViewSet().get_queryset().order_by(*SignupViewSet.ordering)[: SignupViewSet.list_per_page].explain()
    assert ("USING INDEX signup_all_by_time" in plan, "TEMP B-TREE" in plan) == (True, False)
