"""What an address of the admin could mean: nonsense is not found before any view runs."""

from urllib.parse import unquote

import pytest
from django.urls import resolve, reverse
from wagtail.models import Page

from cms.admin_routes.sense import asks_for_something, can_name_something, is_key
from tests.builders import make_event_index, make_home

# Eight bytes with a sign: the largest key of every database that we know.
GREATEST_KEY = 9_223_372_036_854_775_807


@pytest.mark.parametrize(
    ("value", "is_one"),
    [
        ("1", True),
        (7, True),
        (GREATEST_KEY, True),
        (GREATEST_KEY + 1, False),
        ("9" * 5000, False),
        ("-1", False),
        ("1.5", False),
        ("١", False),
        ("", False),
        ("1\0", False),
        ("abc", False),
    ],
)
def test_a_key_is_a_number_that_a_database_can_hold(value, is_one):  # X1
    assert is_key(value) is is_one


@pytest.mark.parametrize(
    ("route", "key", "can"),
    [
        ("wagtailadmin_pages:edit", GREATEST_KEY, True),
        ("wagtailadmin_pages:edit", GREATEST_KEY + 1, False),
        # This route takes any text.
        ("wagtailsnippetchoosers_events_event:chosen", "1", True),
        ("wagtailsnippetchoosers_events_event:chosen", "one", False),
        ("wagtailsnippetchoosers_events_event:chosen", "1\0", False),
    ],
)
@pytest.mark.django_db
def test_an_address_names_something_by_a_key(route, key, can):  # X1
    match = resolve(unquote(reverse(route, args=[key])))
    assert (match.view_name, can_name_something(match)) == (route, can)


@pytest.mark.parametrize(("mark", "can"), [("MQ", True), ("M\0", False)])
def test_no_part_of_an_address_ends_a_string(mark, can):  # X1
    address = unquote(reverse("wagtailadmin_password_reset_confirm", args=[mark, "token"]))
    assert can_name_something(resolve(address)) is can


@pytest.mark.parametrize(("kind", "can"), [("home/contentpage", True), ("events/event", False)])
def test_only_for_a_page_a_place_is_chosen(kind, can):  # X1
    address = reverse("wagtailadmin_pages:choose_parent", args=kind.split("/"))
    assert can_name_something(resolve(address)) is can


@pytest.mark.django_db
@pytest.mark.parametrize("action", ["lock", "unlock"])
def test_the_root_is_no_child_of_any_page(action):  # X1
    home = make_home()
    root = Page.get_first_root_node()
    assert [can_name_something(resolve(f"/admin/pages/{page.pk}/{action}/")) for page in (root, home)] == [False, True]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "can"),
    [
        ("home/contentpage", True),
        ("events/eventpage", False),
        ("events/event", False),
        ("home/nothing", False),
        ("nothing/contentpage", False),
    ],
)
def test_a_new_page_is_of_a_type_that_may_stand_there(kind, can):  # X1
    assert can_name_something(resolve(f"/admin/pages/add/{kind}/{make_home().pk}/")) is can


@pytest.mark.django_db
def test_what_may_not_stand_below_one_page_may_below_another():  # X1
    index = make_event_index(make_home())
    assert can_name_something(resolve(f"/admin/pages/add/events/eventpage/{index.pk}/")) is True


@pytest.mark.parametrize(
    ("query", "asks"), [("", True), ("?p=2", True), ("?p=", True), ("?p=two", False), ("?target_pages[]=x", False)]
)
def test_numbers_behind_an_address_are_numbers(rf, query, asks):  # X1
    address = "/admin/pages/"
    assert asks_for_something(rf.get(address + query), resolve(address)) is asks


def test_a_form_comes_with_its_only_field(rf):  # X1
    address = "/admin/choose-external-link/"
    match = resolve(address)
    posts = [rf.post(address, data) for data in ({}, {"external-link-chooser-url": ""})]
    assert [asks_for_something(request, match) for request in (rf.get(address), *posts)] == [True, False, True]


def test_no_chooser_of_snippets_makes_one(rf):  # X1
    address = "/admin/snippets/choose/events/venue/create/"
    match = resolve(address)
    assert [asks_for_something(request, match) for request in (rf.get(address), rf.post(address))] == [True, False]
