"""How long what is kept: the periods that the code and the events hold, for the privacy page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone, translation

from cms.ground.freshness import changes_at
from cms.mail.bounces import COMES_BACK_WITHIN
from cms.mail.clearing import FAILED_KEPT, KEPT
from cms.texts.foreign_language import foreign_language

from ..models.dates import RESTS
from ..models.erasing_dates import GRACE, erasing_of
from ..models.event import Event
from ..signups.erasing import UNCONFIRMED_KEPT
from .event_page import EventPage


@dataclass(frozen=True)
class Period:
    """So many ``days`` after the end of an event; ``on`` is the day, in the city's time, on which it is over.

    None where the event is postponed: nobody knows the day.
    """

    days: int
    on: date | None


@dataclass(frozen=True)
class EventPeriods:
    """``title_lang`` is empty when the title stands in the reader's own language.

    ``needs`` is None where nobody is asked what they need.
    """

    title: str
    title_lang: str
    url: str
    signups: Period
    needs: Period | None


@dataclass(frozen=True)
class GeneralPeriods:
    """What holds for every event, in days; ``followed_mails`` is 0 where nobody reads the mails that come back."""

    unconfirmed: int
    mails: int
    failed_mails: int
    followed_mails: int


def general_periods() -> GeneralPeriods:
    """Return the periods that stand in the code."""
    followed = _days(COMES_BACK_WITHIN) if settings.BOUNCE_MAILBOX else 0
    return GeneralPeriods(_days(UNCONFIRMED_KEPT), _days(KEPT), _days(FAILED_KEPT), followed)


def event_periods(language: str | None = None, now: datetime | None = None) -> list[EventPeriods]:
    """Return the periods of each event whose sign-ups are not erased yet, the first to be erased first. Three queries.

    Only events that readers know from a public page are named, by its title in ``language`` (the active one by
    default) or else by the German one.
    """
    language = language or translation.get_language()
    moment = now or timezone.now()
    kept = Q(seat_book__signups_erased_at__gt=moment) | Q(seat_book__signups_erased_set_at__gt=moment - GRACE)
    events = list(Event.objects.published().filter(kept).select_related("seat_book"))
    changes_at(*(erasing_of(event).signups for event in events))
    titles = _public_pages(events, language)
    named = [event for event in events if event.pk in titles]
    return [_periods(event, titles[event.pk], language) for event in sorted(named, key=_erased_first)]


def period(days: int, erased_at: datetime) -> Period:
    """Return the period of so many days that is over at a moment; a date that was set lately stands for a week."""
    return Period(days, None if erased_at == RESTS else timezone.localdate(erased_at))


def _periods(event: Event, page: EventPage, language: str) -> EventPeriods:
    dates = erasing_of(event)
    return EventPeriods(
        title=page.title,
        title_lang=foreign_language(page.locale.language_code, language),
        url=page.url or "",
        signups=period(event.retention_days, dates.signups),
        needs=period(event.needs_retention_days, dates.needs) if event.asks_needs else None,
    )


def _public_pages(events: Iterable[Event], language: str) -> dict[int, EventPage]:
    codes = [language, settings.LANGUAGE_CODE]
    pages = EventPage.objects.live().public().filter(event__in=list(events), locale__language_code__in=codes)
    in_order = sorted(pages.select_related("locale"), key=lambda page: -codes.index(page.locale.language_code))
    # The reader's language comes last and wins.
    return {page.event_id: page for page in in_order}


def _erased_first(event: Event) -> tuple:
    return erasing_of(event).signups, event.pk


def _days(kept: timedelta) -> int:
    return kept.days
