"""Nothing that stands in an address of the admin ends in an error of the server: X1, X10."""

import re
from collections.abc import Iterator

import pytest
from django.db import transaction

from cms.models import User
from home.roles import EDITORS
from tests.browser_client import BrowserClient
from tests.builders import (
    add_page,
    make_admin,
    make_event,
    make_event_index,
    make_event_page,
    make_home,
    signed_up_and_confirmed,
    translate,
)

from .test_roles import member
from .test_routes import routes

pytestmark = pytest.mark.django_db

PART = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>|\(\?P<(?P<named>\w+)>[^)]*\)|\((?!\?)[^)]*\)")
# The test of the error page fails on purpose; logging out ends the walk.
NOT_WALKED = re.compile(r"admin/(failwhale|logout)")
KEYS = ["0", "1", "999999999", str(2**63), "1" + "0" * 40]
TYPES = [
    ("events", "event"),
    ("events", "signup"),
    ("events", "eventpage"),
    ("wagtailcore", "page"),
    ("home", "contentpage"),
    ("cms", "user"),
    ("auth", "permission"),
    ("wagtailcore", "workflow"),
    ("wagtailcore", "locale"),
    ("taggit", "tag"),
    ("nowhere", "nothing"),
    ("events", "nothing"),
]
WORDS = ["1", "0", "word", "two-words", "ä", "x" * 300, "live", "delete", "_5F", str(2**63)]
QUERIES = [
    "?locale=xx&p=word&ordering=nothing&id=word&q=%00&page_type=no.thing&export=nothing&next=//x",
    "?locale=xx",
    f"?id=1&id={2**63}&describe_on_delete=1&p=99&ordering=-",
    "?child_of=word&fields=nothing&offset=x&limit=x",
    "?multiple=1&target_pages[]=word&id=",
    "?export=csv&format=xlsx&state=nothing&language=xx&event=word&kind=nothing",
]


def addresses(route: str) -> Iterator[str]:
    """Every address of a route: each key, with each type and each word where it asks for one."""
    kinds = {match["kind"] or "" for match in PART.finditer(route) if not _is_of_type(match)}
    has_type = any(_is_of_type(match) for match in PART.finditer(route))
    for model in TYPES if has_type else [("", "")]:
        for key in KEYS if kinds & {"int", ""} else KEYS[:1]:
            for word in WORDS if kinds - {"int"} else WORDS[:1]:
                yield _filled(route, model, key, word)


def _is_of_type(match: re.Match) -> bool:
    return bool(re.search("app|model", match["name"] or ""))


def _filled(route: str, model: tuple[str, str], key: str, word: str) -> str:
    def part(match: re.Match) -> str:
        if _is_of_type(match):
            return model["model" in match["name"]]
        return key if match["kind"] == "int" or match["named"] or not match["name"] else word

    return "/" + re.sub(r"[\^$?\\]", "", PART.sub(part, route))


def walked_routes() -> list[str]:
    return sorted({route for route in routes() if route.startswith("admin/") and not NOT_WALKED.match(route)})


def errors(client: BrowserClient, asked: list[str], method: str = "get") -> list[tuple[str, int]]:
    found = []
    for address in asked:
        before = transaction.savepoint()
        response = getattr(client, method)(address)
        if response.streaming:
            # A table is a file that stays open until the reader has it.
            response.getvalue()
        transaction.savepoint_rollback(before)
        if response.status_code >= 500:
            found.append((address, response.status_code))
    return found


def staff(kind: str) -> User:
    return make_admin("root") if kind == "superuser" else member(EDITORS)


@pytest.fixture
def site():
    home = make_home()
    add_page(home, "Seite")
    translate(home, "en")
    event = make_event("Werkstatt")
    make_event_page(make_event_index(home), event)
    signed_up_and_confirmed(event)
    return home


@pytest.mark.parametrize("kind", ["superuser", "editor"])
def test_an_address_that_names_no_type_of_page_is_not_found(site, client, kind):  # X1
    client.force_login(staff(kind))
    found = {
        client.get(f"{address}{app_label}/{model}/{site.pk}/").status_code
        for address in ("/admin/pages/add/", "/admin/plain-language/new-page/")
        for app_label, model in TYPES
        if model not in ("eventpage", "contentpage")
    }
    found |= {
        client.post(f"/admin/plain-language/new-page/{app_label}/{model}/{site.pk}/").status_code
        for app_label, model in TYPES
        if model not in ("eventpage", "contentpage")
    }
    assert found == {404}


def test_no_part_of_an_address_is_an_error_of_the_server(site):  # X1 X10
    """One of each: all of them with every type and word in the long run."""
    client = BrowserClient(raise_request_exception=False)
    client.force_login(staff("superuser"))
    asked = [
        _filled(route, TYPES[number % len(TYPES)], KEYS[number % len(KEYS)], WORDS[number % len(WORDS)])
        for number, route in enumerate(walked_routes())
        if number % 4 == 0
    ]
    assert errors(client, asked) == []


@pytest.mark.long
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("kind", ["superuser", "editor"])
def test_no_part_of_any_address_is_an_error_of_the_server(site, kind, method):  # X1 X10
    client = BrowserClient(raise_request_exception=False)
    client.force_login(staff(kind))
    asked = [address for route in walked_routes() for address in addresses(route)]
    assert errors(client, asked, method) == []


@pytest.mark.long
@pytest.mark.parametrize("kind", ["superuser", "editor"])
def test_no_question_behind_an_address_is_an_error_of_the_server(site, kind):  # X1 X10
    client = BrowserClient(raise_request_exception=False)
    client.force_login(staff(kind))
    plain = [_filled(route, TYPES[0], "1", "1") for route in walked_routes()]
    assert errors(client, [address + query for address in plain for query in QUERIES]) == []
