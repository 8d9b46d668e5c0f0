"""What an event page tells search engines: schema.org ``Event``."""

from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from django.utils import timezone

from cms.frame.frame import SHARE_PICTURE, frame_in
from cms.frame.frame_pictures import frame_picture
from cms.ground.addresses import absolute_url

from ..models.enums import AttendanceMode, EventStatus
from ..signups import SignupStatus

if TYPE_CHECKING:
    from .event_page import EventPage
from .facts import Facts, event_facts

STATUS = {
    EventStatus.PLANNED: "https://schema.org/EventScheduled",
    EventStatus.MOVED: "https://schema.org/EventRescheduled",
    EventStatus.POSTPONED: "https://schema.org/EventPostponed",
    EventStatus.CANCELLED: "https://schema.org/EventCancelled",
}
MODE = {
    AttendanceMode.ON_SITE: "https://schema.org/OfflineEventAttendanceMode",
    AttendanceMode.ONLINE: "https://schema.org/OnlineEventAttendanceMode",
    AttendanceMode.HYBRID: "https://schema.org/MixedEventAttendanceMode",
}


# Before sign-up opens the offer says from when; where it is closed or over, nothing is offered.
OFFERED = {SignupStatus.OPEN, SignupStatus.WAITING_LIST, SignupStatus.FULL, SignupStatus.NOT_YET}


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
        "eventStatus": _status(facts),
        "eventAttendanceMode": MODE[facts.mode],
        "location": _location(facts, url),
        "organizer": {"@type": "Organization", "name": _organizer(page), "url": absolute_url("/")},
        "maximumAttendeeCapacity": facts.capacity,
        "remainingAttendeeCapacity": facts.free_seats,
        "inLanguage": [entry["code"] for entry in facts.languages_spoken] or [language],
        "isAccessibleForFree": facts.is_free,
    }
    if picture := frame_picture(page.picture, SHARE_PICTURE):
        data["image"] = [urljoin(absolute_url("/"), picture.url)]
    if previous := _previous_start(facts):
        data["previousStartDate"] = timezone.localtime(previous).isoformat()
    if facts.is_free and facts.signup_status in OFFERED:
        data["offers"] = _offer(facts)
    return data


def _status(facts: Facts) -> str:
    """A date that has moved is told as such, whatever editors have marked; a cancelled event stays cancelled."""
    is_moved = facts.status == EventStatus.PLANNED and _previous_start(facts)
    return STATUS[EventStatus.MOVED if is_moved else facts.status]


def _previous_start(facts: Facts) -> datetime | None:
    if facts.status == EventStatus.POSTPONED:
        return facts.starts_at
    book = getattr(facts.event, "seat_book", None)
    return book.previous_start if book and facts.status != EventStatus.CANCELLED else None


def _location(facts: Facts, url: str) -> dict | list[dict]:
    """Online is where the page is: the link itself is nobody's business but the participants'."""
    online = {"@type": "VirtualLocation", "url": url}
    if facts.place.venue is None:
        return online
    return [_place(facts), online] if facts.event.is_online else _place(facts)


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
    offer = {
        "@type": "Offer",
        "price": "0",
        "priceCurrency": "EUR",
        "url": absolute_url(facts.signup_url or facts.url),
        "availability": "https://schema.org/SoldOut" if facts.is_full else "https://schema.org/InStock",
    }
    if facts.signup_opens_at:
        offer["validFrom"] = timezone.localtime(facts.signup_opens_at).isoformat()
    return offer


def _organizer(page: "EventPage") -> str:
    if page.organizer:
        return page.organizer
    frame = frame_in(page.locale.language_code)
    return frame.city_name if frame else ""
