"""Calendars to subscribe to and to save."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from cms.frame.frame import site_frame
from cms.languages.reading.reachable import reachable_pages

from ..models.event import Event
from ..pages.facts import event_facts, readable_page
from ..pages.ical import calendar_of
from ..pages.listing import cards, coming, event_pages
from .answers import unknown_event

# What is over stays in a calendar for a while: somebody looks up when it was.
KEPT_IN_CALENDAR = timedelta(days=183)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The events to come that have a page in this language, and those of the last half year."""
    locale = Locale.objects.get(language_code=translation.get_language())
    events = cards(list(coming(event_pages(locale), since=KEPT_IN_CALENDAR)), locale)
    name = gettext("%(site)s: events") % {"site": site_frame(request).site_name}
    return _calendar(calendar_of(events, name), "events.ics")


@require_safe
def one_event(request: HttpRequest, public_id: str) -> HttpResponse:
    """One event to save."""
    language = translation.get_language()
    event = Event.objects.published().select_related("venue", "seat_book").filter(public_id=public_id).first()
    page = readable_page(event, language) if event else None
    if event is None or page is None or not reachable_pages(request).includes(page):
        return unknown_event(request)
    response = _calendar(calendar_of([event_facts(event, page, language)]), f"{page.slug}.ics")
    response["Content-Disposition"] = f'attachment; filename="{page.slug}.ics"'
    return response


def _calendar(content: bytes, filename: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{filename}"'
    return response
