"""Lists of events for readers."""

from django.utils import timezone
from wagtail.models import Locale

from .event_page import EventPage
from .facts import Facts, list_of_facts


def event_cards(locale: Locale) -> tuple[list[Facts], list[Facts]]:
    """Return the events that have a page in this language: those to come, soonest first, and those that are over."""
    pages = published_pages(locale)
    cards = list_of_facts([(page.event, page) for page in pages], locale.language_code)
    now = timezone.now()
    upcoming = [card for card in cards if card.ends_at > now]
    past = [card for card in reversed(cards) if card.ends_at <= now]
    return upcoming, past


def published_pages(locale: Locale) -> list[EventPage]:
    """Return the published pages of published events in one language, by their start."""
    pages = EventPage.objects.live().public().filter(locale=locale, event__live=True)
    return list(pages.select_related("locale", "event__venue", "event__seat_book").order_by("event__starts_at", "pk"))
