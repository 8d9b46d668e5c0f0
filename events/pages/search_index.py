"""Keeps the search in step with what event pages show but don't hold: where the event takes place."""

from django.db.models import QuerySet
from wagtail.search import index

from ..models.event import Event
from ..models.venue import Venue
from .event_page import EventPage


def index_pages_of_event(event: Event) -> None:
    """Write the pages of an event into the search index anew."""
    _index(EventPage.objects.filter(event=event))


def index_pages_at_venue(venue: Venue) -> None:
    """Write the pages of all events at a venue into the search index anew."""
    _index(EventPage.objects.filter(event__venue__translation_key=venue.translation_key))


def _index(pages: QuerySet[EventPage]) -> None:
    for page in pages.select_related("event__venue", "locale"):
        index.insert_or_update_object(page)
