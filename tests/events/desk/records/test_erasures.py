"""The diary of erasures."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from events.models import Erasure
from events.signups import Needs, erase
from events.signups.erasing import erase_due
from tests.builders import make_admin, make_event_row, make_staff, signed_up, signed_up_and_confirmed

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client):
    client.user = make_staff("reader", "events.view_erasure")
    client.force_login(client.user)
    return client


def entries(client, **query):
    return list(client.get(reverse("erasures:index"), query).context["object_list"])


def test_the_diary_says_what_was_erased_why_and_by_whom(reader):  # S20
    event = make_event_row()
    by_person, by_staff = signed_up(event, 1), signed_up(event, 2)
    erase(by_person.public_id)
    erase(by_staff.public_id, user=reader.user)
    found = [(str(entry), entry.event, entry.thing, entry.cause, entry.user) for entry in entries(reader)]
    assert found == [
        (by_staff.reference, event, "signup", "staff", reader.user),
        (by_person.reference, event, "signup", "person", None),
    ]
    page = reader.get(reverse("erasures:index")).content.decode()
    assert [page.count(text) for text in ("Nummer 1", "person-1@example.org")] == [0, 0]
    assert [by_person.reference in page, by_staff.reference in page] == [True, True]


def test_an_empty_diary_says_so(reader):  # S20, E1
    UserProfile.objects.create(user=reader.user, preferred_language="en")
    assert "There are no erasures to display." in reader.get(reverse("erasures:index")).content.decode()


def test_the_diary_can_be_filtered(reader):  # S20
    first, second = make_event_row(name="Erste"), make_event_row(name="Zweite")
    signup = signed_up_and_confirmed(first, 1, needs=Needs(("child_care",)))
    erase(signed_up(second, 2).public_id)
    with time_machine.travel(first.needs_erased_at + timedelta(hours=1)):
        erase_due(timezone.now())
    need = Erasure.objects.get(thing="need")
    assert need.signup_public_id == signup.public_id
    for query in ({"thing": "need"}, {"cause": "retention"}, {"event": first.pk}, {"at_from": need.at.date()}):
        assert entries(reader, **query) == [need]
    assert entries(reader, event=second.pk, thing="need") == []


def test_nobody_writes_into_the_diary(client):  # S20
    erase(signed_up(make_event_row(), 1).public_id)
    entry = Erasure.objects.get()
    client.force_login(make_admin())
    base = reverse("erasures:index")
    page = client.get(base).content.decode()
    for view in (f"edit/{entry.pk}/", f"delete/{entry.pk}/", "new/", f"history/{entry.pk}/"):
        assert (client.get(base + view, follow=True).status_code, base + view in page) == (404, False)


def test_the_diary_costs_the_same_queries_however_long(reader):  # S20
    event = make_event_row()
    reader.get(reverse("erasures:index_results"))
    costs = []
    for number in range(3):
        erase(signed_up(event, number).public_id, user=reader.user)
        with CaptureQueriesContext(connection) as queries:
            assert len(reader.get(reverse("erasures:index_results")).context["object_list"]) == number + 1
        costs.append(len(queries))
    assert costs == [costs[0]] * 3
