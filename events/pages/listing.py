"""Lists of events for readers: all of them, in their language or else with their German title."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Case, Min, QuerySet, When
from django.utils import timezone
from wagtail.models import Locale

from cms.ground.freshness import changes_at
from cms.languages.reading.or_german import own_or_german

from ..models.dates import not_over
from ..models.enums import EventStatus
from .event_page import EventPage
from .facts import Facts, list_of_facts

FIRST_YEAR, LAST_YEAR = 1, 9998
WITHOUT_A_DATE = Case(When(event__status=EventStatus.POSTPONED, then=1), default=0)


def event_pages(locale: Locale) -> QuerySet[EventPage]:
    """Return a published page of each published event: the one in this language, or else the German one.

    The functions below choose from them.
    """
    pages = own_or_german(EventPage.objects.live().public(), locale, same="event").filter(event__live=True)
    return pages.select_related("locale", "event__venue", "event__seat_book")


def coming(pages: QuerySet[EventPage], since: timedelta = timedelta(0)) -> QuerySet[EventPage]:
    """Return those of events that aren't over, or not for longer than ``since``; soonest first.

    Those whose new date is not known yet come last.
    """
    return pages.filter(not_over(timezone.now() - since, "event__")).order_by(WITHOUT_A_DATE, "event__starts_at", "pk")


def past(pages: QuerySet[EventPage], year: int | None = None) -> QuerySet[EventPage]:
    """Return those of events that are over, the latest first; ``year`` is that of their start."""
    over = pages.exclude(not_over(timezone.now(), "event__")).order_by("-event__starts_at", "-pk")
    if year is None:
        return over
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return over.none()
    zone = timezone.get_default_timezone()
    begins, ends = (datetime(number, 1, 1, tzinfo=zone) for number in (year, year + 1))
    return over.filter(event__starts_at__gte=begins, event__starts_at__lt=ends)


def years(pages: QuerySet[EventPage]) -> list[int]:
    """Return the years of those that are over, the latest first."""
    zone = ZoneInfo(timezone.get_default_timezone_name())
    starts = past(pages).order_by().datetimes("event__starts_at", "year", order="DESC", tzinfo=zone)
    return [start.year for start in starts]


def note_next_end(pages: QuerySet[EventPage]) -> None:
    """Note when the next of these events is over: a list that shows a part only changes then, too."""
    changes_at(
        coming(pages)
        .exclude(event__status=EventStatus.POSTPONED)
        .order_by()
        .aggregate(next=Min("event__ends_at"))["next"]
    )


def cards(pages: list[EventPage], locale: Locale) -> list[Facts]:
    """Return what a list says of each of these events."""
    return list_of_facts([(page.event, page) for page in pages], locale.language_code)
