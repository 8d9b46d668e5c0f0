"""What stands still is built once for all visitors, and shows nobody what is another's."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from cms.generation.sharing import SharedStanding
from cms.ground.standing import MOST, Standing
from tests.builders import add_page, make_admin, make_frame, make_home, open_language, translate

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def home(settings):
    settings.SHARED_STANDING = True
    home = make_home()
    make_frame(main_menu=[home])
    return home


def alone(settings, address: str) -> bytes:
    """What the page is when nothing is shared."""
    settings.SHARED_STANDING = False
    try:
        return Client().get(address).content
    finally:
        settings.SHARED_STANDING = True


def test_a_value_is_made_once_for_each_key():
    made, values = [], Standing()
    for key in ("a", "b", "a"):
        assert values.get(key, lambda key=key: made.append(key) or key) == key
    assert made == ["a", "b"]
    assert [values.get("none", lambda: None), values.get("none", lambda: "later")] == [None, None]


def test_what_is_not_there_is_not_kept_and_what_is_kept_has_an_end():  # F3
    values, made = Standing(), []

    def unknown() -> None:
        made.append("unknown")
        raise KeyError("unknown")

    for _try in range(2):
        with pytest.raises(KeyError, match="unknown"):
            values.get("unknown", unknown)
    for number in [*range(MOST + 1), 0]:
        values.get(number, lambda number=number: made.append(number))
    # The last but one had no room: all began anew.
    assert made == ["unknown", "unknown", *range(MOST + 1), 0]


def test_a_publish_throws_away_what_was_built():
    shared = SharedStanding()
    before = shared.of(7)
    assert (shared.of(7) is before, shared.of(8) is before) == (True, False)
    # A request that read its number before is late: it shares nothing.
    assert shared.of(7) is not before
    assert shared.of(8) is shared.of(8)


def test_the_second_visitor_costs_fewer_queries_and_gets_the_same(home, settings, client):  # F3
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/de/").content == expected
        return len(captured)

    expected = alone(settings, "/de/")
    first, second = queries(), queries()
    assert second <= first - 5


def test_whoever_comes_with_a_session_leaves_nothing_behind(home, settings, client):  # F3 X2
    page = add_page(home, "Intern", slug="intern")
    make_frame("en", main_menu=[home, page])
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    open_language("uk", is_public=False)
    staff = Client()
    staff.force_login(make_admin())
    for address in ("/de/", "/de/intern/"):
        assert staff.get(address).status_code == 200
    stranger = client.get("/de/").content
    assert stranger == alone(settings, "/de/")
    assert (b"Intern" in stranger, client.get("/de/intern/").status_code) == (False, 302)


def test_what_is_published_is_shown_to_the_next_visitor(home, settings, client):  # F3 R8
    client.get("/de/")
    translate(home, "uk")
    open_language("uk")
    assert client.get("/de/").content == alone(settings, "/de/")
    assert b'lang="uk"' in client.get("/de/").content
