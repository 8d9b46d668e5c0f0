"""A form that arrives without a field is a bad request, not an error of the server."""

import ast
from pathlib import Path

import pytest
from django.urls import reverse

from tests.builders import make_admin

ROOT = Path(__file__).parents[3]
ROOMS = ("cms", "downloads", "events", "home")

pytestmark = pytest.mark.django_db


def test_a_list_of_blocks_without_its_count_is_a_bad_request(client):  # X1
    client.force_login(make_admin("root"))
    address = reverse("wagtailsnippets_events_signupform:add")
    assert client.get(address).status_code == 200
    assert client.post(address, {"title": "Formular"}).status_code == 400


@pytest.mark.parametrize("name", ["lock", "unlock", "move_confirm", "set_page_position"])
def test_nothing_is_done_to_the_root_that_is_done_to_a_child(client, name):  # X1
    client.force_login(make_admin("root"))
    parts = [1, 1] if name == "move_confirm" else [1]
    assert client.post(reverse(f"wagtailadmin_pages:{name}", args=parts)).status_code == 404


@pytest.mark.parametrize("model", ["events_event", "events_venue", "cms_siteframe", "downloads_publication"])
def test_no_chooser_of_snippets_makes_one(client, model):  # X1
    client.force_login(make_admin("root"))
    chooser = f"wagtailsnippetchoosers_{model}"
    assert client.get(reverse(f"{chooser}:choose")).status_code == 200
    assert client.post(reverse(f"{chooser}:create")).status_code == 404


def reads_what_must_be_posted(source: str) -> bool:
    return any(
        isinstance(node, ast.Subscript) and getattr(node.value, "attr", "") in ("POST", "FILES")
        for node in ast.walk(ast.parse(source))
    )


def test_a_view_of_ours_asks_whether_a_field_was_posted():
    """A wrong name in one of ours would otherwise be taken for an incomplete post, and nobody would be told."""
    files = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    found = [path for path in files if reads_what_must_be_posted(path.read_text(encoding="utf-8"))]
    # Asks before it reads.
    assert found == [ROOT / "cms/consequences/asking/middleware.py"]
    assert reads_what_must_be_posted("request.POST['x']")
