"""What people need to arrive, besides date and address, as the seat book keeps it to compare it with what was told."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ..models.event import Event

Arrival = dict[str, Any]
# How an editor calls what changed, in this order.
LABELS = {
    "start": _("start"),
    "end": _("end"),
    "address": _("address"),
    "mode": _("on site or online"),
    "venue": _("place"),
    "entrance": _("entrance"),
    "room": _("room"),
    "link": _("link to take part online"),
    "dial_in": _("how to take part online"),
    "interpreted": _("languages interpreted"),
    "features": _("access"),
    "way": _("directions and notes on access"),
    "note": _("what participants should know"),
}


class PageTexts(NamedTuple):
    """What the German page of an event says to those who have a seat; None where it is not published."""

    note: str | None = None
    dial_in: str | None = None


def page_texts(events: Sequence[Event]) -> dict[int, PageTexts]:
    """Return these texts of each event, by its id. One query."""
    of_german = Event.objects.filter(
        pk__in=[event.pk for event in events],
        pages__live=True,
        pages__locale__language_code=settings.LANGUAGE_CODE,
    )
    rows = of_german.values_list("pk", "pages__participants_note", "pages__dial_in").order_by()
    published = {pk: PageTexts(note, dial_in) for pk, note, dial_in in rows}
    return {event.pk: published.get(event.pk, PageTexts()) for event in events}


def arrival_of(event: Event, texts: PageTexts | None = None) -> Arrival:
    """Return what these facts say; long texts, and the link that is nobody else's business, as a digest."""
    if texts is None:
        texts = page_texts([event])[event.pk]
    venue = event.venue if event.is_on_site else None
    arrival: Arrival = {
        "mode": event.attendance_mode,
        "venue": venue.pk if venue else None,
        "entrance": venue.entrance if venue else "",
        "room": event.room if venue else "",
        "link": digest(event.online_link) if event.is_online else "",
        "interpreted": sorted(event.languages_interpreted),
        "features": sorted(event.access_features),
        "way": digest(f"{venue.directions}\n{venue.access_notes}") if venue else "",
    }
    if texts.dial_in is not None:
        arrival["dial_in"] = digest(texts.dial_in) if event.is_online else ""
    if texts.note is not None:
        arrival["note"] = digest(texts.note)
    return arrival


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Return the names of what differs, in the order of ``LABELS``; what was not known before is no news."""
    return [name for name in LABELS if name in old and name in new and old[name] != new[name]]


def what(arrival: Arrival) -> str:
    """Return these facts in no language; the note is left out, because it may be changed in the question about them."""
    return digest(str({name: value for name, value in arrival.items() if name != "note"}))


def digest(text: str) -> str:
    """Return a short name of this text; empty where there is none."""
    return sha256(text.strip().encode()).hexdigest()[:16] if text.strip() else ""
