"""What an event page tells search engines: schema.org ``Event``."""

from typing import TYPE_CHECKING

from django.utils import timezone

from cms.frame.frame import frame_in
from cms.ground.addresses import absolute_url

from ..models.enums import EventStatus

if TYPE_CHECKING:
    from .event_page import EventPage
from .facts import Facts, event_facts

STATUS = {
    EventStatus.PLANNED: "https://schema.org/EventScheduled",
    EventStatus.MOVED: "https://schema.org/EventRescheduled",
    EventStatus.CANCELLED: "https://schema.org/EventCancelled",
}


def event_as_json_ld(page: "EventPage", facts: Facts | None = None) -> dict:
    """Return the event of this page as JSON-LD; the free seats are those of ``facts``, or else of this moment."""
    language = page.locale.language_code
    facts = facts or event_facts(page.event, page=page, language=language)
    url = absolute_url(facts.url)
    data = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": url,
        "url": url,
        "name": facts.title,
        "description": page.summary,
        "startDate": timezone.localtime(facts.starts_at).isoformat(),
        "endDate": timezone.localtime(facts.ends_at).isoformat(),
        "eventStatus": STATUS[facts.status],
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": _place(facts),
        "organizer": {"@type": "Organization", "name": _organizer(page), "url": absolute_url("/")},
        "maximumAttendeeCapacity": facts.capacity,
        "remainingAttendeeCapacity": facts.free_seats,
        "inLanguage": [entry["code"] for entry in facts.languages_spoken] or [language],
        "isAccessibleForFree": facts.is_free,
    }
    if facts.is_free and facts.signup_url:
        data["offers"] = _offer(facts)
    return data


def _place(facts: Facts) -> dict:
    return {
        "@type": "Place",
        "name": facts.place.name,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": facts.place.venue.street,
            "postalCode": facts.place.venue.postal_code,
            "addressLocality": facts.place.venue.city,
            "addressCountry": "DE",
        },
    }


def _offer(facts: Facts) -> dict:
    return {
        "@type": "Offer",
        "price": "0",
        "priceCurrency": "EUR",
        "url": absolute_url(facts.signup_url or ""),
        "availability": "https://schema.org/SoldOut" if facts.is_full else "https://schema.org/InStock",
    }


def _organizer(page: "EventPage") -> str:
    if page.organizer:
        return page.organizer
    frame = frame_in(page.locale.language_code)
    return frame.city_name if frame else ""
