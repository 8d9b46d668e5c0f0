"""What editors and staff see."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.models import Event, Signup
from tests.builders import (
    make_admin,
    make_event_row,
    make_signup_form_row,
    make_staff,
    make_venue_row,
    signed_up,
    signed_up_and_confirmed,
)

pytestmark = pytest.mark.django_db
ADD = "wagtailsnippets_events_event:add"
EDIT = "wagtailsnippets_events_event:edit"


@pytest.fixture
def editor(client):
    client.force_login(make_admin())
    return client


def local(moment):
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def facts(**changes):
    """What the editor's form sends."""
    start = timezone.now() + timedelta(days=30)
    return {
        "name": "Werkstatt",
        "starts_at": local(start),
        "ends_at": local(start + timedelta(hours=3)),
        "venue": make_venue_row().pk,
        "status": "planned",
        "capacity": "50",
        "waiting_list_size": "30",
        "companions": "0",
        "attendance_mode": "on_site",
        "access": "open",
        "confirm_email": "on",
        "signup_form": make_signup_form_row().pk,
        "languages_spoken": ["de", "en"],
        "access_features": ["step_free"],
        "is_free": "on",
        "reminder_days": "2",
        "retention_days": "60",
        "needs_retention_days": "7",
        **changes,
    }


def test_an_event_is_made_and_published_in_the_admin(editor):  # E2
    response = editor.post(reverse(ADD), facts(**{"action-publish": "1"}))
    assert response.status_code == 302
    event = Event.objects.get()
    assert (event.live, event.capacity, event.languages_spoken, event.access_features) == (
        True,
        50,
        ["de", "en"],
        ["step_free"],
    )
    assert event.seat_book.sequence == 0
    assert editor.get(reverse(EDIT, args=[event.pk])).status_code == 200


def test_a_draft_of_an_event_is_not_live(editor):  # E2
    editor.post(reverse(ADD), facts())
    assert Event.objects.get().live is False


def day(days):
    return local(timezone.now() + timedelta(days=days))


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("ends_at", {"ends_at": day(29)}),
        ("signup_closes_at", {"signup_closes_at": day(40)}),
        ("signup_opens_at", {"signup_opens_at": day(35)}),
        ("signup_opens_at", {"signup_opens_at": day(20), "signup_closes_at": day(10)}),
        ("cancel_until", {"cancel_until": day(40)}),
        ("capacity", {"capacity": "0"}),
        ("capacity", {"capacity": "-1"}),
        ("capacity", {"capacity": "many"}),
        ("starts_at", {"starts_at": "yesterday"}),
        ("languages_spoken", {"languages_spoken": ["xx"]}),
        ("retention_days", {"retention_days": "0"}),
        ("venue", {"venue": ""}),
        ("name", {"name": ""}),
    ],
)
def test_wrong_facts_are_refused_at_their_field(editor, field, changes):  # E2
    response = editor.post(reverse(ADD), facts(**{"action-publish": "1"}, **changes))
    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])
    assert Event.objects.count() == 0


def test_a_capacity_below_the_seats_taken_is_refused_at_its_field(editor):  # E2
    event = make_event_row(capacity=3)
    for number in range(2):
        signed_up(event, number)
    response = editor.post(reverse(EDIT, args=[event.pk]), facts(capacity="1", **{"action-publish": "1"}))
    assert list(response.context["form"].errors) == ["capacity"]
    event.refresh_from_db()
    assert event.capacity == 3


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_others_need_is_not_deleted(editor, method):  # V1
    event = make_event_row()
    signed_up(event)
    for snippet in (event, event.venue, event.signup_form):
        name = f"wagtailsnippets_events_{snippet._meta.model_name}"
        bulk = reverse("wagtail_bulk_action", args=["events", snippet._meta.model_name, "delete"])
        for url in (reverse(f"{name}:delete", args=[snippet.pk]), f"{bulk}?id={snippet.pk}"):
            response = getattr(editor, method)(url)
            assert (response.status_code, response["Location"]) == (302, reverse(f"{name}:list"))
    assert Event.objects.count() == 1


def test_what_nobody_needs_is_deleted(editor):
    venue = make_venue_row()
    url = reverse("wagtailsnippets_events_venue:delete", args=[venue.pk])
    assert editor.get(url).status_code == 200
    editor.post(url)
    assert type(venue).objects.count() == 0


def test_all_screens_of_the_group_open(editor):  # E1
    names = ["wagtailsnippets_events_event", "wagtailsnippets_events_venue", "wagtailsnippets_events_signupform"]
    urls = [reverse(f"{name}:{view}") for name in names for view in ("list", "add")] + [reverse("signups:index")]
    assert [editor.get(url).status_code for url in urls] == [200] * 7


def test_staff_see_the_sign_ups_of_all_languages_in_one_list(client):  # S14
    event = make_event_row(capacity=2)
    for number, language in enumerate(["de", "en", "de-simple"]):
        signed_up_and_confirmed(event, number, language=language)
    client.force_login(make_staff("clerk", "events.view_signup"))
    response = client.get(reverse("signups:index"), {"event": event.pk})
    assert [signup.language for signup in response.context["object_list"]] == ["de-simple", "en", "de"]
    assert response.context["numbers"].seats.free == 0
    assert [entry.count for entry in response.context["numbers"].counts] == [2, 1]
    page = response.content.decode()
    assert [page.count(name) > 0 for name in ("English", "Einfache Sprache", "person-1@example.org")] == [True] * 3


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "Nummer 2"}, ["person-2@example.org"]),
        ({"q": "person-1@"}, ["person-1@example.org"]),
        ({"language": "en"}, ["person-1@example.org"]),
        ({"state": "unconfirmed"}, ["person-2@example.org", "person-1@example.org"]),
        ({"state": "confirmed"}, []),
    ],
)
def test_the_list_can_be_filtered_and_searched(client, query, found):  # S14
    event = make_event_row()
    signed_up(event, 1, language="en")
    signed_up(event, 2)
    client.force_login(make_staff("clerk", "events.view_signup"))
    response = client.post(reverse("signups:index"), query, follow=True)
    assert [signup.email for signup in response.context["object_list"]] == found


def test_the_list_costs_the_same_queries_however_long(editor):  # S14
    events = [make_event_row(), make_event_row()]
    editor.get(reverse("signups:index_results"))
    costs = []
    for number in range(4):
        signed_up(events[number % 2], number)
        editor.get(reverse("signups:index_results"))
        with CaptureQueriesContext(connection) as queries:
            found = editor.get(reverse("signups:index_results")).context["object_list"]
        costs.append((len(found), len(queries)))
    assert costs == [(count, costs[0][1]) for count in (1, 2, 3, 4)]


def test_without_the_permission_nobody_sees_names(client):  # V1
    signed_up(make_event_row())
    client.force_login(make_staff("translator", "events.change_event", "events.change_signup"))
    assert client.get(reverse("signups:index")).status_code == 302
    assert "signups" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_nothing_is_changed_in_the_list(editor):  # S14
    signup = signed_up(make_event_row())
    page = editor.get(reverse("signups:index")).content.decode()
    base = reverse("signups:index")
    for view in (f"edit/{signup.pk}/", f"delete/{signup.pk}/", "new/", f"history/{signup.pk}/"):
        assert (editor.get(base + view, follow=True).status_code, base + view in page) == (404, False)


def test_hostile_names_stay_text_in_the_list(editor):  # X6
    canary = "<script>alert(1)</script>"
    signed_up(make_event_row(), given_name=canary, organisation=canary)
    assert canary not in editor.get(reverse("signups:index")).content.decode()
    assert Signup.objects.get().given_name == canary


def test_the_chooser_tells_events_of_the_same_name_apart(client):  # E2
    start = timezone.now() + timedelta(days=30)
    for days in (0, 7):
        at = start + timedelta(days=days)
        make_event_row(name="Werkstatt", starts_at=at, ends_at=at + timedelta(hours=1))
    client.force_login(make_admin())
    response = client.get(reverse("wagtailsnippetchoosers_events_event:choose"))
    assert list(response.context["table"].columns) == ["title", "status_string", "starts_at"]
    starts = [row.instance.starts_at for row in response.context["table"].rows]
    assert starts == sorted(starts, reverse=True)
