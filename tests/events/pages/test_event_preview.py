"""Editors see the facts of an event before visitors do: on its pages, in each language."""

import pytest
from django.urls import reverse

from events.models import Event
from tests.builders import make_event, make_event_index, make_event_page, make_frame, make_home, translate
from tests.events.test_admin import facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def event_page():
    make_frame()
    event_page = make_event_page(make_event_index(make_home()), make_event("Werkstatt"), "Werkstatt", slug="werkstatt")
    translate(event_page, "en", "Workshop")
    return event_page


def draft(event: Event, **changes) -> None:
    for name, value in changes.items():
        setattr(event, name, value)
    event.save_revision()


def seats(response) -> int:
    return response.context["facts"]().capacity


def test_the_preview_of_each_page_has_the_draft_of_the_facts(event_page, admin_client):  # E3
    draft(event_page.event, capacity=77)
    for each in event_page.get_translations(inclusive=True):
        preview = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[each.pk]))
        assert (seats(preview), preview.context["LANGUAGE_CODE"]) == (77, each.locale.language_code)
        assert seats(admin_client.get(each.url)) == 50


def test_facts_are_seen_in_each_language_while_they_are_typed(event_page, admin_client, client):  # E3
    event = event_page.event
    address = reverse("wagtailsnippets_events_event:preview_on_edit", args=[event.pk])
    typed = facts(capacity="33", starts_at="2030-05-02 18:00", ends_at="2030-05-02 20:00")
    answer = admin_client.post(address, typed).json()
    assert (answer["is_valid"], answer["is_available"]) == (True, True)
    for code, title in (("de", "Werkstatt"), ("en", "Workshop")):
        preview = admin_client.get(address, {"mode": code})
        shown = preview.context["facts"]()
        assert (shown.capacity, shown.starts_at.year, shown.title) == (33, 2030, title)
        assert preview.context["LANGUAGE_CODE"] == code
    event.refresh_from_db()
    assert (event.capacity, seats(client.get(event_page.url))) == (50, 50)


def test_the_preview_offers_the_languages_that_have_a_page(event_page):  # E3
    assert event_page.event.preview_modes == [("de", "Deutsch"), ("en", "English")]
    assert (make_event("Ohne Seite").preview_modes, Event().preview_modes) == ([], [])


def test_a_page_that_was_never_published_is_previewed_too(event_page, admin_client):  # E3
    translate(event_page, "de-simple", "Zusammen", live=False)
    draft(event_page.event, capacity=20)
    response = event_page.event.get_latest_revision_as_object().make_preview_request(preview_mode="de-simple")
    assert "Zusammen" in response.text
