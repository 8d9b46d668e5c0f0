"""Deny by default in the admin: every route stands in the table, and the gate lets in whom the table names."""

import difflib
import re
from pathlib import Path

import pytest
import wagtail.admin
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import ResolverMatch, reverse

from cms.admin_routes.declared import routes_of_the_admin
from cms.admin_routes.gate import Answer, answer
from cms.admin_routes.table import BULK_ACTION, table
from cms.models import User
from home.admin_routes import lines
from home.roles import RIGHTS
from tests.builders import make_admin, make_home

from .test_roles import member

LIST = Path(__file__).resolve().parent.parent.parent / "docs" / "admin-routes.txt"
ADD_A_LINE = (
    "Name them in a row of a module that the setting ADMIN_ROUTES names: cms/admin_routes/page_rows.py, frame_rows.py "
    "or own_rows.py, downloads/admin/route_rows.py, events/desk/route_rows.py"
)
WRITE_ANEW = "If that is meant: python manage.py admin_routes > docs/admin-routes.txt"
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
NOT_STAFF = "a member of a working group"
SUPERUSER, ANONYMOUS = "superuser", "anonymous"


def test_every_route_of_the_admin_stands_in_the_table():  # X10 X1
    unknown = [route for route in routes_of_the_admin() if route not in table()]
    assert unknown == [], f"Routes without a rule. {ADD_A_LINE}"


def test_the_table_names_no_route_that_is_gone():  # X10
    there = set(routes_of_the_admin())
    assert [route for route in table() if route not in there] == []


def test_who_may_what_is_the_list_that_was_agreed():  # X10
    agreed = LIST.read_text(encoding="utf-8").splitlines()
    difference = "\n".join(difflib.unified_diff(agreed, lines(), "agreed", "now", lineterm="", n=0))
    assert difference == "", f"{difference}\n{WRITE_ANEW}"


@pytest.fixture
def people(db):
    people = {role: member(role, role) for role in RIGHTS}
    people[NOT_STAFF] = User.objects.create_user("reader", "reader@stadt.example", "vier lange Wörter hier")
    return {**people, SUPERUSER: make_admin("superuser"), ANONYMOUS: AnonymousUser()}


def match_of(route: str) -> ResolverMatch:
    """The route as Django resolves it, without an object in its address."""
    if route.startswith(BULK_ACTION):
        app_label, model_name, action = re.split(r"[ .]", route)[1:]
        kwargs = {"app_label": app_label, "model_name": model_name, "action": action}
        return ResolverMatch(_view, (), kwargs, BULK_ACTION, route="admin/bulk/")
    name, route = (None, route) if route.startswith("admin/") else (route, "admin/somewhere/")
    *namespaces, url_name = (name or "").split(":")
    return ResolverMatch(_view, (), {}, url_name or None, namespaces=namespaces, route=route)


def _view(request):
    raise AssertionError("The gate runs no view.")


def agreed_answer(person: str, cell: str) -> Answer:
    """What the list says of this person: ``cell`` is its word for who may."""
    if cell == "everybody":
        return Answer.PASS
    if cell == "nobody":
        return Answer.NOT_FOUND
    if person in (ANONYMOUS, NOT_STAFF):
        return Answer.LOG_IN
    if person == SUPERUSER:
        return Answer.PASS
    if cell == "superusers":
        return Answer.NOT_FOUND
    return Answer.PASS if cell == "staff" or person in cell.split(", ") else Answer.REFUSED


def test_the_gate_answers_every_person_at_every_route_as_the_list_says(people):  # X10 X1 E6
    wrong = []
    for line in LIST.read_text(encoding="utf-8").splitlines():
        route, get, post, _objects, _kind = line.split(" | ")
        match = match_of(route)
        for person, user in people.items():
            for method in METHODS:
                cell = get.removeprefix("GET ") if METHODS.index(method) < 3 else post.removeprefix("POST ")
                got = answer(user, match, method)
                if got != agreed_answer(person, cell):
                    wrong.append((route, method, person, got))
    assert wrong == []


def test_a_route_in_no_row_is_found_by_a_superuser_only(people):  # X10
    match = match_of("brand_new:index")
    assert "brand_new:index" not in table()
    assert {person: answer(user, match, "GET") for person, user in people.items()} == {
        **dict.fromkeys(RIGHTS, Answer.NOT_FOUND),
        NOT_STAFF: Answer.LOG_IN,
        SUPERUSER: Answer.PASS,
        ANONYMOUS: Answer.LOG_IN,
    }


@pytest.mark.django_db
def test_what_the_table_closes_is_not_found_and_what_it_refuses_leads_to_the_first_page(client):  # X10
    make_home()
    client.force_login(member("Anmeldung"))
    closed = client.get("/admin/embeds/chooser/")
    assert (closed.status_code, closed.templates[0].name) == (404, "wagtailadmin/404.html")
    assert "no-cache" in closed["Cache-Control"]
    refused = client.get("/admin/pages/")
    assert (refused.status_code, refused["Location"]) == (302, reverse("wagtailadmin_home"))
    assert "keinen Zugang zu diesem Bereich" in client.get("/admin/").text
    assert client.get("/admin/pages/", headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403
    assert Client().get("/admin/pages/")["Location"] == "/account/login/?next=/admin/pages/"


def test_the_list_has_no_more_kinds_of_people_than_there_are():
    words = {"staff", "everybody", "nobody", "superusers", "no group", *RIGHTS}
    cells = {name for line in lines() for cell in line.split(" | ")[1:3] for name in cell.split(" ", 1)[1].split(", ")}
    assert cells <= words
    assert len(routes_of_the_admin()) == len(LIST.read_text(encoding="utf-8").splitlines())


UPSTREAM = Path(wagtail.admin.__file__).parent / "templates" / "wagtailadmin"
OURS = LIST.parent.parent / "cms" / "templates" / "wagtailadmin"


def test_the_bar_of_bulk_actions_is_wagtails_with_our_choice():
    ours = (OURS / "bulk_actions" / "footer.html").read_text(encoding="utf-8")
    expected = (UPSTREAM / "bulk_actions" / "footer.html").read_text(encoding="utf-8")
    for theirs, instead in (
        ("load i18n", "load admin_offers i18n"),
        ("{% bulk_action", "{% open_bulk_action"),
        # As our own templates are written.
        (" with parent=parent", ""),
        ("select_all_obj_text", "select_all_obj_text|default:''"),
    ):
        expected = expected.replace(theirs, instead)
    assert ours.replace('"', "'") == expected.replace('"', "'")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "offered"),
    [
        ("Redaktion", {"delete", "move"}),
        ("Redaktionsleitung", {"delete", "move", "publish", "unpublish"}),
    ],
)
def test_a_list_offers_only_the_bulk_actions_that_are_open(client, role, offered):  # X10
    home = make_home()
    client.force_login(member(role))
    text = client.get(reverse("wagtailadmin_explore", args=[home.get_parent().pk])).text
    assert set(re.findall(r"/admin/bulk/wagtailcore/page/(\w+)/", text)) == offered


@pytest.mark.django_db
@pytest.mark.parametrize("role", RIGHTS)
def test_the_first_page_and_the_menus_offer_nothing_that_is_closed(client, role):  # X10
    make_home()
    client.force_login(member(role))
    text = client.get("/admin/").text
    # The menu is written in JSON for Wagtail's script.
    offered = set(re.findall(r'(?:href|action)="(/admin/[^"?#]*)|"url": "(/admin/[^"?#]*)"', text))
    offered = {one or other for one, other in offered}
    assert len(offered) > 3
    # To log out is a post.
    closed = {at for at in offered if client.get(at).status_code != 200 and "logout" not in at}
    assert closed == set()
