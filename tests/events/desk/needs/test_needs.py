"""Access needs: the numbers for those who order help, the names for those who may see them."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry

from events.desk.needs.needs import needs_of, order_date
from events.signups import Needs, cancel
from tests.builders import make_event_row, make_staff, signed_up_and_confirmed

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def needing(event, number, *kinds, language="", note="", **changes):
    return signed_up_and_confirmed(event, number, needs=Needs(kinds, language, note), **changes)


def numbers(event):
    """The lines of an event, in English."""
    with translation.override("en"):
        return [(line.label, line.with_seat, line.waiting) for line in needs_of([event])[0].lines]


def test_needs_are_counted_by_kind_and_language_for_seats_and_queue():  # S16
    event = make_event_row(capacity=3)
    needing(event, 1, "interpreter", "child_care", language="ar")
    needing(event, 2, "interpreter", language="en")
    needing(event, 3, "interpreter", "step_free", language="ar")
    needing(event, 4, "child_care")
    cancel(needing(event, 5, "sign_language").public_id)
    assert numbers(event) == [
        ("Interpreter: Arabic", 2, 0),
        ("Interpreter: English", 1, 0),
        ("Step-free access", 1, 0),
        ("Child care", 1, 1),
    ]
    counts = needs_of([event])[0]
    assert (counts.with_seat, counts.waiting) == (3, 1)


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (None, None),
        (TODAY - timedelta(days=1), "critical"),
        (TODAY, "critical"),
        (TODAY + timedelta(days=1), "warning"),
        (TODAY + timedelta(days=7), "warning"),
        (TODAY + timedelta(days=8), "info"),
    ],
)
def test_the_day_to_order_is_marked_when_it_comes_near(day, status):  # S16
    found = order_date(day, TODAY)
    assert (found.status if found else None) == status


def test_the_numbers_say_nothing_about_persons(client):  # S16, V1
    event = make_event_row(needs_order_by=timezone.localdate() + timedelta(days=3))
    signup = needing(event, 1, "sign_language", note="Geheimnis")
    client.force_login(make_staff("orderer", "events.count_need"))
    for url in (reverse("need_counts"), reverse("event_need_counts", args=[event.pk])):
        response = client.get(url)
        page = response.content.decode()
        assert response.status_code == 200
        assert [counts.event for counts in response.context["counted"]] == [event]
        secrets = ("Nummer 1", "Geheimnis", signup.reference, signup.email, reverse("need_details", args=[event.pk]))
        assert [text for text in secrets if text in page] == []


def test_the_overview_shows_coming_events_that_ask(client):  # S16
    coming = make_event_row(name="Bald")
    make_event_row(name="Ohne", asks_needs=False)
    start = timezone.now() - timedelta(days=2)
    past = make_event_row(name="Vorbei", starts_at=start, ends_at=start + timedelta(hours=1))
    client.force_login(make_staff("orderer", "events.count_need"))
    assert [counts.event for counts in client.get(reverse("need_counts")).context["counted"]] == [coming]
    response = client.get(reverse("event_need_counts", args=[past.pk]))
    assert [counts.event for counts in response.context["counted"]] == [past]


def test_the_details_stand_only_behind_their_own_right_and_are_logged(client):  # S16, V5
    event = make_event_row()
    needing(event, 2, "other", note="<script>alert(1)</script>")
    needing(event, 1, "interpreter", language="ar", note="Erdnüsse")
    cancel(needing(event, 3, "other").public_id)
    user = make_staff("helper", "events.view_need")
    client.force_login(user)
    response = client.get(reverse("need_details", args=[event.pk]))
    people = response.context["people"]
    assert [(person["signup"].family_name, person["need"].note) for person in people] == [
        ("Nummer 1", "Erdnüsse"),
        ("Nummer 2", "<script>alert(1)</script>"),
    ]
    assert "<script>alert(1)" not in response.content.decode()
    entry = ModelLogEntry.objects.get(action="events.needs")
    assert (entry.user, entry.object_id, entry.data) == (user, str(event.pk), {"rows": 2})


def test_who_only_sees_sign_ups_sees_no_needs_and_no_way_to_them(client):  # S16, X1
    event = make_event_row(needs_order_by=timezone.localdate())
    needing(event, 1, "sign_language", note="Geheimnis")
    client.force_login(make_staff("clerk", "events.view_signup", "events.export_signup", "events.check_in_signup"))
    needs = [reverse("need_counts")]
    needs += [reverse(name, args=[event.pk]) for name in ("event_need_counts", "need_details")]
    assert [client.get(url).status_code for url in needs] == [302, 302, 302]
    screens = ["event_desk", "attendance_list", "check_in", "signup_export"]
    for page in [client.get(reverse(name, args=[event.pk])).getvalue().decode() for name in screens]:
        assert [text for text in (*needs, "Geheimnis") if text in page] == []
    assert ModelLogEntry.objects.filter(action="events.needs").count() == 0


@pytest.mark.parametrize("name", ["need_counts", "need_details"])
def test_the_needs_cost_the_same_queries_however_many(client, name):  # S16
    events = [make_event_row(name=f"Termin {number}") for number in range(3)]
    client.force_login(make_staff("helper", "events.view_need"))
    url = reverse(name) if name == "need_counts" else reverse(name, args=[events[0].pk])
    client.get(url)
    costs = []
    for number in range(3):
        needing(events[0], number, "interpreter", language="ar")
        needing(events[number], number + 10, "child_care")
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        costs.append(len(queries))
    assert costs == [costs[0]] * 3
