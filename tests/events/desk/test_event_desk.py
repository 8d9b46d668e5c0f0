"""The one screen for an event's sign-ups, and who may open which of the screens around it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.menu import admin_menu

from events.signups import approve
from tests.builders import make_admin, make_event_row, make_staff, signed_up, signed_up_and_confirmed

pytestmark = pytest.mark.django_db

VIEW, ENTER, EXPORT = "events.view_signup", "events.add_signup", "events.export_signup"
CHECK_IN, COUNT, NEEDS = "events.check_in_signup", "events.count_need", "events.view_need"
DIARY, EDIT = "events.view_erasure", "events.change_event"
ALL = [VIEW, ENTER, EXPORT, CHECK_IN, COUNT, NEEDS, DIARY, EDIT]
WHO_MAY = {
    "event_desks": {VIEW, EXPORT, CHECK_IN, COUNT, NEEDS},
    "event_desk": {VIEW, EXPORT, CHECK_IN, COUNT, NEEDS},
    "event_statistics": {VIEW, EXPORT, CHECK_IN, COUNT, NEEDS},
    "signup_export": {EXPORT},
    "attendance_list": {VIEW, EXPORT, CHECK_IN},
    "check_in": {CHECK_IN},
    "check_in_results": {CHECK_IN},
    "need_counts": {COUNT, NEEDS},
    "event_need_counts": {COUNT, NEEDS},
    "need_details": {NEEDS},
    "erasures:index": {DIARY},
    "erasures:index_results": {DIARY},
}
WITHOUT_AN_EVENT = {"event_desks", "need_counts", "erasures:index", "erasures:index_results"}


def url_of(name, event):
    return reverse(name) if name in WITHOUT_AN_EVENT else reverse(name, args=[event.pk])


@pytest.mark.parametrize("permission", ALL)
def test_each_screen_opens_with_its_right_only(client, permission):  # X1
    event = make_event_row()
    signed_up_and_confirmed(event, 1)
    client.force_login(make_staff("somebody", permission))
    answers = {name: client.get(url_of(name, event)).status_code for name in WHO_MAY}
    assert answers == {name: 200 if permission in allowed else 302 for name, allowed in WHO_MAY.items()}


def test_without_a_login_every_screen_leads_to_it(client):  # X1
    event = make_event_row()
    login = reverse("account_login")
    assert {client.get(url_of(name, event)).headers["Location"].split("?")[0] for name in WHO_MAY} == {login}


@pytest.mark.parametrize("permission", [permission for permission in ALL if permission != CHECK_IN])
def test_a_click_at_the_door_needs_its_right(client, permission):  # X1
    event = make_event_row(starts_at=timezone.now(), ends_at=timezone.now() + timedelta(hours=1))
    signup = signed_up_and_confirmed(make_event_row(), 1)
    client.force_login(make_staff("somebody", permission))
    response = client.post(reverse("check_in", args=[event.pk]), {"signup": signup.public_id, "there": "yes"})
    signup.refresh_from_db()
    assert (response.status_code, response.url, signup.attended_at) == (302, reverse("wagtailadmin_home"), None)


@pytest.mark.parametrize("permission", ALL)
def test_the_desk_and_the_menu_show_only_ways_that_are_open(client, permission):  # E6, X1
    event = make_event_row()
    client.force_login(make_staff("somebody", permission))
    pages = [client.get(reverse("wagtailadmin_home"))]
    if permission in WHO_MAY["event_desk"]:
        pages.append(client.get(reverse("event_desk", args=[event.pk])))
    shown = {
        name
        for name in WHO_MAY.keys() - {"event_desk", "event_need_counts"}
        for page in pages
        if f'"{url_of(name, event)}"' in page.content.decode()
    }
    open_ways = {name for name, allowed in WHO_MAY.items() if permission in allowed}
    assert shown <= open_ways
    assert ("event_desks" in shown, "need_counts" in shown, "erasures:index" in shown) == (
        permission in WHO_MAY["event_desks"],
        permission in WHO_MAY["need_counts"],
        permission in WHO_MAY["erasures:index"],
    )


@pytest.mark.parametrize("permission", [*sorted(WHO_MAY["event_desk"]), "all"])
def test_every_way_of_the_desk_leads_somewhere(client, permission):  # X1
    event = make_event_row()
    client.force_login(make_admin() if permission == "all" else make_staff("somebody", permission))
    groups = client.get(reverse("event_desk", args=[event.pk])).context["groups"]
    urls = [link.url for group in groups for link in group.links]
    assert [(url, client.get(url).status_code) for url in urls] == [(url, 200) for url in urls]
    assert len(urls) == {VIEW: 3, EXPORT: 3, CHECK_IN: 3, COUNT: 2, NEEDS: 3, "all": 12}[permission]


def test_the_desk_counts_seats_and_states(client):  # S14
    event = make_event_row(capacity=3, review=True)
    clerk = make_staff("clerk", VIEW)
    approve(signed_up_and_confirmed(event, 1).public_id, clerk)
    signed_up_and_confirmed(event, 2)
    signed_up(event, 3)
    signed_up_and_confirmed(event, 4)
    client.force_login(clerk)
    context = client.get(reverse("event_desk", args=[event.pk])).context
    seats = context["numbers"].seats
    assert (seats.free, seats.held, seats.held_back, seats.waiting) == (0, 3, 0, 1)
    index = reverse("signups:index")
    assert [(state.count, state.url) for state in context["numbers"].counts] == [
        (1, f"{index}?event={event.pk}&state={state}") for state in ("unconfirmed", "pending", "confirmed", "waiting")
    ]


def test_the_states_lead_to_the_list_only_for_those_who_may_see_it(client):  # X1
    event = make_event_row()
    signed_up(event, 1)
    shown = {}
    for permission in (VIEW, COUNT):
        client.force_login(make_staff(permission, permission))
        page = client.get(reverse("event_desk", args=[event.pk])).content.decode()
        shown[permission] = f"{reverse('signups:index')}?event={event.pk}&amp;state=unconfirmed" in page
    assert shown == {VIEW: True, COUNT: False}


def test_the_menu_begins_with_the_work_of_each_day(client):  # E6
    client.force_login(make_admin())
    request = client.get(reverse("wagtailadmin_home")).wsgi_request
    [events] = [item for item in admin_menu.menu_items_for_request(request) if item.name == "events"]
    names = [item.url for item in events.menu.menu_items_for_request(request)]
    assert names[:3] == [reverse(name) for name in ("event_desks", "signups:index", "failed_mails:index")]


def test_the_desk_names_nobody(client):  # V1
    event = make_event_row()
    signed_up_and_confirmed(event, 1)
    client.force_login(make_staff("clerk", *ALL))
    page = client.get(reverse("event_desk", args=[event.pk])).content.decode()
    assert ("Nummer 1" in page, "person-1@example.org" in page) == (False, False)


def test_coming_and_past_events_stand_on_lists_of_their_own(client):  # S14
    start = timezone.now() - timedelta(days=2)
    past = make_event_row(name="Vorbei", starts_at=start, ends_at=start + timedelta(hours=1))
    late = timezone.now() + timedelta(days=40)
    later = make_event_row(name="Später", starts_at=late, ends_at=late + timedelta(hours=1))
    soon = make_event_row(name="Bald", capacity=2, review=True)
    signed_up_and_confirmed(soon, 1)
    client.force_login(make_staff("clerk", VIEW))
    coming = client.get(reverse("event_desks")).context["object_list"]
    assert list(coming) == [soon, later]
    assert [(event.to_decide, event.waiting) for event in coming] == [(1, 0), (0, 0)]
    assert list(client.get(reverse("event_desks"), {"past": "1"}).context["object_list"]) == [past]


@pytest.mark.parametrize("name", ["event_desks", "event_desk"])
def test_the_desk_costs_the_same_queries_however_many(client, name):  # S14
    events = [make_event_row(review=True)]
    client.force_login(make_staff("clerk", *ALL))
    url = url_of(name, events[0])
    client.get(url)
    costs = []
    for number in range(3):
        signed_up_and_confirmed(events[-1], number)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        costs.append(len(queries))
        events.append(make_event_row(name=f"Termin {number}"))
    assert costs == [costs[0]] * 3


def test_events_of_one_name_are_told_apart_by_their_day(client):  # S14
    event = make_event_row(name="Termin")
    client.force_login(make_admin())
    day = date_format(timezone.localtime(event.starts_at), "SHORT_DATE_FORMAT")
    screens = ["signups:index", "erasures:index", "mail_preview:index", "invitation_codes:add"]
    pages = {name: client.get(reverse(name)) for name in screens}
    assert {name: f"Termin ({day})" in page.content.decode() for name, page in pages.items()} == dict.fromkeys(
        screens, True
    )
