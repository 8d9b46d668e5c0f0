"""Event pages and their list."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale, PageViewRestriction
from wagtail.rich_text import RichText

from cms.ground.publish_refusal import PublishRefused
from events.models import EventPage
from tests.builders import (
    add_page,
    make_event_index,
    make_event_row,
    make_frame,
    make_home,
    make_venue_row,
    signed_up,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    make_frame()
    return make_event_index(make_home())


def page_data(event, **changes):
    """What Wagtail's page editor sends."""
    stream = {"-count": "0"}
    streams = {f"{name}{key}": value for name in ("programme", "body", "results") for key, value in stream.items()}
    return {
        "title": "Werkstatt",
        "slug": "werkstatt",
        "summary": "Worum es geht.",
        "event": event.pk,
        "organizer": "",
        "invited": "null",
        **streams,
        **changes,
    }


def test_publishing_past_the_editors_form_is_refused_too(index):  # E2
    event = make_event_row(live=False)
    page = add_page(index, "Werkstatt", EventPage, event=event, live=False)
    with pytest.raises(PublishRefused):
        page.save_revision().publish()
    event.live = True
    event.save()
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.live


def test_an_event_has_one_page_in_a_language(index):  # L3
    event = make_event_row()
    add_page(index, "Eine", EventPage, event=event)
    with pytest.raises(ValidationError) as refused:
        add_page(index, "Zwei", EventPage, event=event)
    assert list(refused.value.message_dict) == ["event"]


def test_an_event_page_shows_live_seats_and_leads_to_the_form(client, index):  # P5 S1
    venue = make_venue_row(directions="<p>Mit der Bahn</p>", access_notes="<p>Ohne Stufen</p>")
    page = add_page(index, "Werkstatt", EventPage, event=make_event_row(venue=venue))
    signed_up(page.event)
    response = client.get(page.url)
    assert response.context["facts"]().free_seats == 9
    text = response.content.decode()
    assert text.count(f'href="/de/signup/{page.event.public_id}/"') == 2
    assert ("Mit der Bahn" in text, "Ohne Stufen" in text) == (True, True)
    assert text.count("remainingAttendeeCapacity") == 1
    assert response.cookies == {}


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_events_opens_and_costs_the_same_queries(client, index, django_assert_max_num_queries, count):  # P5
    for number in range(count):
        add_page(index, f"Nummer {number}", EventPage, event=make_event_row())
    client.get(index.url)
    with django_assert_max_num_queries(24):
        response = client.get(index.url)
    assert len(response.context["shown"]().events) == count
    assert 'href="/de/calendar.ics"' in response.content.decode()


def test_an_event_page_can_be_previewed_as_a_draft(index, rf):  # E2
    page = EventPage(title="Werkstatt", event=make_event_row(), locale=Locale.objects.get(language_code="de"))
    context = page.get_context(rf.get("/"))
    assert context["facts"]().title == "Werkstatt"


def test_results_stand_on_the_page_of_the_event(client, index):  # P11
    results = [("heading", {"text": "Wand 1"}), ("text", RichText("<p>Mehr Sprachkurse am Abend.</p>"))]
    page = add_page(index, "Nachher", EventPage, event=make_event_row(), results=results)
    without = add_page(index, "Vorher", EventPage, event=make_event_row())
    html = client.get(page.url).content.decode()
    assert html.count('id="results"') == 1
    assert "Mehr Sprachkurse am Abend." in html
    assert client.get(without.url).content.decode().count('id="results"') == 0


def test_the_form_of_an_event_behind_a_login_is_unknown_to_visitors(client, index):  # X2
    event = make_event_row(name="Innerer Name")
    page = add_page(index, "Geheimes Treffen", EventPage, event=event)
    assert client.get(f"/de/signup/{event.public_id}/").status_code == 200
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    answer = client.get(f"/de/signup/{event.public_id}/")
    assert answer.status_code == 404
    assert [name for name in ("Innerer Name", "Geheimes Treffen") if name in answer.content.decode()] == []
