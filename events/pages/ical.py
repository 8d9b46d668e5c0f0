"""Events as calendar entries (RFC 5545, RFC 5546).

A feed, a saved date and the entry in a confirmation are METHOD:PUBLISH, because nobody is asked to reply to a calendar;
a cancellation is METHOD:CANCEL with the same UID. UID is the event's in every language, so a calendar shows it once.
"""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, gettext
from icalendar import Calendar, vCalAddress, vDuration, vText
from icalendar import Event as CalendarEvent

from cms.frame.frame import frame_in
from cms.ground.addresses import absolute_url
from cms.texts.characters import one_line, plain

from ..models.enums import EventStatus
from .facts import Facts
from .vtimezone import timezone_component

PRODID = "-//Teilhabe//Events//EN"
REFRESH = timedelta(hours=1)


def calendar_of(entries: list[Facts], name: str = "", method: str = "PUBLISH", attendee: str = "") -> bytes:
    """Return a calendar with these events; ``attendee`` is the address whose seat a CANCEL takes back."""
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        calendar.add("name", vText(one_line(name)).to_ical().decode())
        calendar.add("x-wr-calname", vText(one_line(name)).to_ical().decode())
        calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    if entries:
        first, last = min(facts.starts_at for facts in entries), max(facts.ends_at for facts in entries)
        calendar.add_component(timezone_component(timezone.get_current_timezone(), first, last))
    organizer = _organizer() if entries else None
    for facts in entries:
        calendar.add_component(_entry(facts, method, attendee, organizer))
    return calendar.to_ical()


def uid(public_id: str) -> str:
    """Return the UID of an event: one for all languages and for ever."""
    return f"{public_id}@{urlsplit(settings.BASE_URL).hostname}"


def _entry(facts: Facts, method: str, attendee: str, organizer: vCalAddress | None) -> CalendarEvent:
    event = facts.event
    is_cancelled = method == "CANCEL" or event.status == EventStatus.CANCELLED
    entry = CalendarEvent()
    entry.add("uid", uid(event.public_id))
    entry.add("sequence", event.seat_book.sequence)
    entry.add("dtstamp", timezone.now())
    for name, moment in _start_and_end(event.starts_at, event.ends_at).items():
        entry.add(name, moment)
    language = {"LANGUAGE": facts.title_lang} if facts.title_lang else {}
    entry.add("summary", one_line(facts.title), parameters=language)
    entry.add("location", one_line(", ".join([facts.place.name, *facts.place.address_lines])))
    entry.add("url", absolute_url(facts.url))
    entry.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    if facts.is_free and not is_cancelled:
        entry.add("description", gettext("Free of charge"))
    if event.last_published_at:
        entry.add("last-modified", event.last_published_at)
    entry.add("organizer", organizer)
    if attendee:
        entry.add("attendee", vCalAddress("mailto:" + "".join(plain(attendee).split())))
    return entry


def _start_and_end(starts_at: datetime, ends_at: datetime) -> dict[str, datetime]:
    local = {"dtstart": timezone.localtime(starts_at), "dtend": timezone.localtime(ends_at)}
    # An hour that comes twice is read as its first run (RFC 5545, 3.3.5), so the second one is told in UTC.
    if any(moment.fold for moment in local.values()):
        return {name: moment.astimezone(UTC) for name, moment in local.items()}
    return local


def _organizer() -> vCalAddress:
    frame = frame_in(get_language() or settings.LANGUAGE_CODE)
    organizer = vCalAddress(f"mailto:{_sender_address()}")
    organizer.params["CN"] = vText(one_line(frame.city_name if frame else settings.WAGTAIL_SITE_NAME))
    return organizer


def _sender_address() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].strip(" >")
