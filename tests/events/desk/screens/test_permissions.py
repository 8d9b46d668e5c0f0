"""Who may open what: every address of the desk, with and without the permission it needs; and no GET that changes."""

import pytest
from django.test import Client
from django.urls import resolve, reverse
from wagtail.models import ModelLogEntry

from cms.mail.models import Mail
from events.desk.screens.screen import Guarded, Screen
from events.desk.signups.viewset import SignupViewSet
from events.models import Event, Need, Signup, Step
from tests.builders import make_admin, make_event_row, make_staff
from tests.events.desk.people import CLERK, logged_in, make_clerk, to_decide

pytestmark = pytest.mark.django_db
# What each address needs besides the permission to view sign-ups.
NEEDS = {
    "index": "view",
    "index_results": "view",
    "choose_event": "add",
    "enter": "add",
    "release": "change",
    "detail": "view",
    "approve": "decide",
    "decline": "decide",
    "reopen": "change",
    "exception": "change",
    "accept": "change",
    "confirm": "change",
    "correct": "change",
    "address": "change",
    "again": "change",
    "sheet": "view",
    "cancel": "change",
    "erase": "delete",
}
BULK = {"approve": "decide", "decline": "decide", "cancel": "change"}
# The table of the admin's routes knows them for one method only: with the other, they are not there.
ONLY = {"approve": "post", "again": "post", "choose_event": "get", "detail": "get", "sheet": "get"}


@pytest.fixture
def signup():
    return to_decide(make_event_row())


def addresses(signup):
    """Each address with the permission it needs."""
    arguments = {"enter": [signup.event_id], "release": [signup.event_id], "choose_event": []}
    found = {}
    for name, needed in NEEDS.items():
        default = [] if name.startswith("index") else [signup.pk]
        found[reverse(f"signups:{name}", args=arguments.get(name, default))] = needed
    for action, needed in BULK.items():
        found[f"{reverse('wagtail_bulk_action', args=['events', 'signup', action])}?id={signup.pk}"] = needed
    return found


def is_not_there(url: str, method: str) -> bool:
    match = resolve(url.partition("?")[0])
    return match.namespaces == ["signups"] and ONLY.get(match.url_name, method) != method


def test_every_address_of_the_desk_has_a_rule():  # X1
    assert [pattern.name for pattern in SignupViewSet().get_urlpatterns()] == [
        *("index", "index_results", "choose_event", "enter", "release", "detail"),
        *list(NEEDS)[6:],
    ]


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_gets_in_without_the_permission(signup, method):  # X1
    for needed in CLERK:
        # All permissions but this one.
        actions = [action for action in CLERK if action != needed]
        clerk = logged_in(make_clerk(f"without-{needed}", *actions))
        for url, permission in addresses(signup).items():
            if needed in (permission, "view"):
                response = getattr(clerk, method)(url)
                expected = (404, None) if is_not_there(url, method) else (302, reverse("wagtailadmin_home"))
                assert (url, response.status_code, response.get("Location")) == (url, *expected)
    assert (Signup.objects.get().state, Step.objects.count(), ModelLogEntry.objects.count()) == ("pending", 2, 0)


def test_the_permissions_that_are_needed_are_enough(signup):  # X1
    for needed in CLERK:
        clerk = logged_in(make_clerk(f"only-{needed}", *{"view", needed}))
        for url, permission in addresses(signup).items():
            if permission == needed:
                assert (url, clerk.get(url).status_code) == (url, 404 if is_not_there(url, "get") else 200)


@pytest.mark.parametrize("method", ["get", "post"])
def test_visitors_and_editors_are_sent_away(signup, method):  # X1
    editor = logged_in(make_staff("editor", "events.change_event", "events.view_event"))
    for url in addresses(signup):
        assert (url, getattr(Client(), method)(url).status_code) == (url, 302)
        assert (url, getattr(editor, method)(url).status_code) == (url, 404 if is_not_there(url, method) else 302)
    assert (Signup.objects.get().state, ModelLogEntry.objects.count()) == ("pending", 0)


def test_reading_changes_nothing(signup):  # S4
    clerk = logged_in(make_clerk())
    before = stored()
    for url in addresses(signup):
        clerk.get(url)
    assert stored() == before


def test_every_post_needs_the_token_of_the_admin(signup):  # X1
    clerk = Client(enforce_csrf_checks=True)
    clerk.force_login(make_clerk())
    for url in addresses(signup):
        assert (url, clerk.post(url).status_code) == (url, 403)
    assert Signup.objects.get().state == "pending"


def test_a_screen_that_names_no_right_is_closed_to_everybody():  # X1
    assert (Guarded.is_open_to(make_admin()), Screen.is_open_to(make_admin("second"))) == (False, False)


def stored():
    return [list(model.objects.order_by("pk").values()) for model in (Event, Signup, Step, Need, Mail)]
