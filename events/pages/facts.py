"""The facts of an event as readers see them: live from the event, named in the reader's language."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext

from cms.ground.freshness import changes_at, shows
from cms.texts.foreign_language import foreign_language

from ..models.enums import AccessFeature, AttendanceMode, EventAccess, EventStatus
from ..models.event import Event
from ..signups import SignupStatus, signup_status
from ..signups.seats import Seats, seats_of
from .place import Place, as_place, localised_venues, where

if TYPE_CHECKING:
    from .event_page import EventPage


@dataclass(frozen=True)
class Facts:
    """``title_lang`` is empty when the title stands in the reader's own language.

    ``is_only_german`` where the event has a page, but none in that language: then ``url`` leads to its facts in it.

    Templates compare ``status`` with a member of ``EVENT``, ``signup_status`` with one of ``SIGNUP`` and ``mode`` with
    one of ``MODE``. While ``status`` is postponed, start and end are the former ones.
    """

    template: ClassVar[str] = "events/components/facts_card.html"
    EVENT: ClassVar[type[EventStatus]] = EventStatus
    SIGNUP: ClassVar[type[SignupStatus]] = SignupStatus
    MODE: ClassVar[type[AttendanceMode]] = AttendanceMode

    event: Event
    public_id: str
    title: str
    title_lang: str
    is_only_german: bool
    url: str
    starts_at: datetime
    ends_at: datetime
    place: Place
    mode: AttendanceMode
    status: EventStatus
    status_label: str
    capacity: int
    free_seats: int
    is_full: bool
    waiting_list_open: bool
    signup_status: SignupStatus
    by_invitation: bool
    signup_opens_at: datetime | None
    signup_closes_at: datetime
    signup_url: str | None
    languages_spoken: list[dict]
    languages_interpreted: list[dict]
    access_features: list[str]
    is_free: bool
    ical_url: str
    page_published_at: datetime | None

    @property
    def changed_at(self) -> datetime | None:
        """When event, page or place were published last, as far as that is known."""
        # What a place shares with all languages is changed at the German one; few ask, so it is read for those alone.
        venues = [venue for venue in (self.event.venue, self.place.venue) if venue]
        moments = [self.event.last_published_at, self.page_published_at, *(venue.changed_at for venue in venues)]
        return max(filter(None, moments), default=None)


def event_facts(event: Event, page: "EventPage | None" = None, language: str | None = None) -> Facts:
    """Return the facts of one event in ``language`` (the active one by default).

    Without ``page`` the title comes from the event's page in that language, or else from the German one.
    """
    language = language or translation.get_language()
    return list_of_facts([(event, page or readable_page(event, language))], language, at_once=True)[0]


def list_of_facts(
    pairs: list[tuple[Event, "EventPage | None"]], language: str, *, at_once: bool = False
) -> list[Facts]:
    """Return the facts of many events with their pages; the number of queries doesn't grow with the list.

    ``at_once``: the next reader sees each change of the seats; on lists it takes up to a second.
    """
    events = [event for event, _page in pairs]
    for event in events:
        # The number first: what is read after it is no older.
        if book := getattr(event, "seat_book", None):
            shows("seats", event.pk, book.writes, at_once=at_once)
    seats = seats_of(events)
    venues = localised_venues([event.venue for event in events if event.venue], language)
    places = {pk: as_place(venue, language) for pk, venue in venues.items()}
    return [facts_now(event, page, seats[event.pk], places.get(event.venue_id or 0), language) for event, page in pairs]


def facts_now(event: Event, page: "EventPage | None", seats: Seats, place: Place | None, language: str) -> Facts:
    """Return the facts from what was read: the event's page, its seats and its place in this language."""
    with translation.override(language):
        return _facts(event, page, seats, place, language)


def readable_page(event: Event, language: str) -> "EventPage | None":
    """Return the event's page that is published in ``language``, or else the German one, or None."""
    codes = [language, settings.LANGUAGE_CODE]
    pages = event.pages.filter(live=True, locale__language_code__in=codes).select_related("locale")
    return min(pages, key=lambda page: codes.index(page.locale.language_code), default=None)


def _facts(event: Event, page: "EventPage | None", seats: Seats, place: Place | None, language: str) -> Facts:
    status = signup_status(event, seats, timezone.now())
    changes_at(event.signup_opens_at, event.closes_at, event.starts_at, event.ends_at)
    is_open = status in (SignupStatus.OPEN, SignupStatus.WAITING_LIST)
    title_lang = foreign_language(page.locale.language_code if page else settings.LANGUAGE_CODE, language)
    return Facts(
        event=event,
        public_id=event.public_id,
        title=page.title if page else event.name,
        title_lang=title_lang,
        is_only_german=bool(page and title_lang),
        url=_address(event, page, title_lang),
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        place=where(event, place),
        mode=AttendanceMode(event.attendance_mode),
        status=EventStatus(event.status),
        status_label=capfirst(event.get_status_display()),
        capacity=event.capacity,
        free_seats=seats.free,
        # A seat that is free while others wait is theirs.
        is_full=seats.is_full or status in (SignupStatus.WAITING_LIST, SignupStatus.FULL),
        waiting_list_open=status == SignupStatus.WAITING_LIST,
        signup_status=status,
        by_invitation=event.access == EventAccess.INVITATION,
        signup_opens_at=event.signup_opens_at,
        signup_closes_at=event.closes_at,
        signup_url=reverse("events:signup", args=[event.public_id]) if is_open else None,
        languages_spoken=[_language(code) for code in event.languages_spoken],
        languages_interpreted=[_language(code) for code in event.languages_interpreted],
        access_features=[str(AccessFeature(key).label) for key in event.access_features if key in AccessFeature.values],
        is_free=event.is_free,
        ical_url=reverse("events:event_calendar", args=[event.public_id]),
        page_published_at=page.last_published_at if page else None,
    )


def _address(event: Event, page: "EventPage | None", title_lang: str) -> str:
    if page is None:
        return reverse("wagtail_serve", args=[""])
    return facts_address(event) if title_lang else page.url or reverse("wagtail_serve", args=[""])


def facts_address(event: Event) -> str:
    """Return where the facts of an event stand in the active language, as long as it has no page there."""
    return reverse("events:facts", args=[event.public_id])


def _language(code: str) -> dict:
    return {"code": code, "name": gettext(translation.get_language_info(code)["name"])}
