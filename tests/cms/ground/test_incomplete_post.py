"""A form that arrives without a field is a bad request, not an error of the server."""

import pytest
from django.urls import reverse

from tests.builders import make_admin

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
