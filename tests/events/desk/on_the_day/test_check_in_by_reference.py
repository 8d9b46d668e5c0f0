"""The address in the QR code of a sheet: staff get to the person, nobody else sees anything, and nobody is ticked."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import ModelLogEntry

from events.models import Signup
from home.roles import ensure_roles
from tests.builders import make_event_row, make_staff, signed_up_and_confirmed
from tests.events.desk.people import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return make_event_row()


@pytest.fixture
def clerk(client):
    client.force_login(make_staff("clerk", "events.check_in_signup"))
    return client


def address(reference: str) -> str:
    return reverse("check_in_by_reference", args=[reference])


@pytest.mark.parametrize("written", [str.upper, str.lower])
def test_a_scan_leads_to_the_person_and_ticks_nobody(clerk, event, written):  # S17 S4
    signup = signed_up_and_confirmed(event, 1)
    signed_up_and_confirmed(event, 2)
    before = list(Signup.objects.order_by("pk").values())
    response = clerk.get(address(written(signup.reference)), follow=True)
    assert response.redirect_chain[0][0].split("?")[0] == reverse("check_in", args=[event.pk])
    assert [person.pk for person in response.context["people"]] == [signup.pk]
    assert list(Signup.objects.order_by("pk").values()) == before
    assert ModelLogEntry.objects.filter(action="events.check_in").count() == 0


def test_without_a_log_in_it_shows_the_log_in_whoever_it_is(client, event):  # S17 V4
    signup = signed_up_and_confirmed(event, 1)
    answers = [client.get(address(reference)) for reference in (signup.reference, "00000000")]
    assert [(answer.status_code, answer.content, answer.url.split("?")[0]) for answer in answers] == [
        (302, b"", "/account/login/")
    ] * 2
    assert answers[0].url.endswith(f"?next={address(signup.reference)}")


def test_it_takes_no_post(clerk, event):  # S4
    signup = signed_up_and_confirmed(event, 1)
    assert clerk.post(address(signup.reference)).status_code == 404


@pytest.mark.parametrize("erased", [True, False])
def test_who_is_not_known_any_more_is_not_found(clerk, event, erased):  # S8 S17
    signup = signed_up_and_confirmed(event, 1)
    if erased:
        Signup.objects.update(anonymised_at=event.starts_at)
    response = clerk.get(address(signup.reference if erased else "00000000"))
    assert (response.status_code, response.url) == (302, reverse("event_desks"))
    assert told(response) == ["Zu diesem Code wurde niemand gefunden. Vielleicht wurde die Anmeldung gelöscht."]


def test_of_each_role_only_those_at_the_door_are_let_in(client, event):  # S17 R1
    ensure_roles()
    signup = signed_up_and_confirmed(event, 1)
    let_in = []
    for number, group in enumerate(Group.objects.order_by("name")):
        user = make_staff(f"person-{number}")
        user.groups.add(group)
        client.force_login(user)
        if client.get(address(signup.reference)).url.startswith(reverse("check_in", args=[event.pk])):
            let_in.append(group.name)
    assert let_in == ["Anmeldung", "Verwaltung"]
