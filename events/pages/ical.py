"""Events as calendar entries (RFC 5545, RFC 5546).

A feed, a saved date and the entry in a confirmation are METHOD:PUBLISH, because nobody is asked to reply to a calendar;
a cancellation is METHOD:CANCEL with the same UID. UID is the event's in every language, so a calendar shows it once.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from icalendar import Calendar, vCalAddress, vDuration, vText, vUri
from icalendar import Event as CalendarEvent

from cms.frame.frame import frame_in
from cms.ground.addresses import absolute_url
from cms.models import SiteFrame
from cms.texts.characters import one_line, plain

from ..models.enums import EventStatus
from .facts import Facts
from .online_access import OnlineAccess
from .vtimezone import timezone_component

PRODID = "-//Teilhabe//Events//EN"
REFRESH = timedelta(hours=1)
NOT_ON_ITS_DATE = (EventStatus.CANCELLED, EventStatus.POSTPONED)


def calendar_of(
    entries: list[Facts],
    name: str = "",
    method: str = "PUBLISH",
    attendee: str = "",
    online: OnlineAccess | None = None,
) -> bytes:
    """Return a calendar with these events; ``attendee`` is the address whose seat a CANCEL takes back.

    ``online`` is the way in for somebody who has a seat, and for nobody else.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        calendar.add("name", vText(one_line(name)).to_ical().decode())
        calendar.add("x-wr-calname", vText(one_line(name)).to_ical().decode())
        calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    # A calendar without any component is none (RFC 5545, 3.6): an empty one has its time zone.
    moments = [moment for facts in entries for moment in (facts.starts_at, facts.ends_at)] or [_this_year()]
    calendar.add_component(timezone_component(timezone.get_current_timezone(), min(moments), max(moments)))
    frame = frame_in(get_language() or settings.LANGUAGE_CODE) if entries else None
    for facts in entries:
        calendar.add_component(_entry(facts, method, attendee, frame, online))
    return calendar.to_ical()


def uid(public_id: str) -> str:
    """Return the UID of an event: one for all languages and for ever."""
    return f"{public_id}@{urlsplit(settings.BASE_URL).hostname}"


def _this_year() -> datetime:
    # The same bytes for as long as nothing changes.
    return timezone.localtime().replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)


def _entry(
    facts: Facts, method: str, attendee: str, frame: SiteFrame | None, online: OnlineAccess | None
) -> CalendarEvent:
    event = facts.event
    # Tentative would still promise the old date. The same UID with a higher SEQUENCE brings the new one later.
    is_cancelled = method == "CANCEL" or event.status in NOT_ON_ITS_DATE
    entry = CalendarEvent()
    entry.add("uid", uid(event.public_id))
    entry.add("sequence", event.seat_book.sequence)
    # Of two with the same SEQUENCE the later one counts, so a cancellation of somebody's seat is of this moment.
    entry.add("dtstamp", timezone.now() if method == "CANCEL" else facts.changed_at or event.starts_at)
    for name, moment in _start_and_end(event.starts_at, event.ends_at).items():
        entry.add(name, moment)
    language = {"LANGUAGE": facts.title_lang} if facts.title_lang else {}
    title = one_line(facts.title)
    if event.status == EventStatus.POSTPONED:
        title = gettext("Postponed: %(title)s") % {"title": title}
    entry.add("summary", title, parameters=language)
    entry.add("location", one_line(where_in_words(facts)))
    entry.add("url", absolute_url(facts.url))
    entry.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    if description := "\n".join(_description(facts, is_cancelled, frame, online)):
        entry.add("description", description)
    if online and online.link and not is_cancelled:
        entry.add("conference", vUri(online.link), parameters={"VALUE": "URI"})
    if facts.changed_at:
        entry.add("last-modified", facts.changed_at)
    entry.add("organizer", _organizer(frame))
    if attendee:
        entry.add("attendee", vCalAddress("mailto:" + "".join(plain(attendee).split())))
    return entry


def where_in_words(facts: Facts) -> str:
    """Return the place in one line, with the room, or that it is online."""
    place = ", ".join([facts.place.name, *facts.place.address_lines])
    is_both = facts.event.is_online and facts.place.venue is not None
    return gettext("%(place)s, or online") % {"place": place} if is_both else place


def _start_and_end(starts_at: datetime, ends_at: datetime) -> dict[str, datetime]:
    local = {"dtstart": timezone.localtime(starts_at), "dtend": timezone.localtime(ends_at)}
    # An hour that comes twice is read as its first run (RFC 5545, 3.3.5), so the second one is told in UTC.
    if any(moment.fold for moment in local.values()):
        return {name: moment.astimezone(UTC) for name, moment in local.items()}
    return local


def _description(
    facts: Facts, is_cancelled: bool, frame: SiteFrame | None, online: OnlineAccess | None
) -> Iterator[str]:
    """Give what somebody needs on the way: where, whom to ask, and where to change or cancel a sign-up."""
    if facts.event.status == EventStatus.POSTPONED:
        yield gettext("The new date is not known yet.")
    if is_cancelled:
        return
    if facts.is_free:
        yield gettext("Free of charge")
    if online and online.link:
        yield gettext("Take part online: %(link)s") % {"link": online.link}
    if online and online.dial_in:
        yield online.dial_in
    yield from map(one_line, [facts.place.name, *facts.place.address_lines])
    contact = [frame.contact_phone, frame.contact_email] if frame else [_sender_address()]
    if known := ", ".join(one_line(part) for part in contact if part):
        yield gettext("Contact: %(contact)s") % {"contact": known}
    yield gettext("All about the event: %(address)s") % {"address": absolute_url(facts.url)}
    if facts.event.signup_form_id:
        address = absolute_url(reverse("events:send_link", args=[facts.public_id]))
        yield gettext("To change or cancel your sign-up: %(address)s") % {"address": address}


def _organizer(frame: SiteFrame | None) -> vCalAddress:
    organizer = vCalAddress(f"mailto:{_sender_address()}")
    organizer.params["CN"] = vText(one_line(frame.city_name if frame else settings.WAGTAIL_SITE_NAME))
    return organizer


def _sender_address() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].strip(" >")
