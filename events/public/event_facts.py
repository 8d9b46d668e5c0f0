"""The facts of an event in a language in which it has no page yet; German has every text."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from cms.languages.core.public_languages import describe
from cms.languages.reading.reachable import reachable_pages

from ..models.event import Event
from ..pages.event_page import EventPage
from ..pages.facts import event_facts
from .answers import events_page, unknown_event


@require_safe
def facts(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show date, place, seats and sign-up in the reader's language, or lead to the page as soon as there is one."""
    reachable = reachable_pages(request)
    pages = _readable_pages(request, public_id)
    if own := pages.get(reachable.code):
        # Not for ever: the page may be taken down again.
        return redirect(reachable.url(own))
    german = pages.get(settings.LANGUAGE_CODE)
    if german is None:
        return unknown_event(request)
    reachable.stands_in_for = german
    context = {
        "facts": event_facts(german.event, german, translation.get_language()),
        "german": {"url": reachable.url(german), "language": describe(settings.LANGUAGE_CODE)},
        "canonical_page": german,
        "crumb_parent": events_page(),
        "crumb_title": gettext("Date, seats and sign-up"),
    }
    return render(request, "events/event_facts.html", context)


def _readable_pages(request: HttpRequest, public_id: str) -> dict[str, EventPage]:
    pages = EventPage.objects.filter(event__public_id=public_id, event__in=Event.objects.published())
    pages = pages.select_related("locale", "event__venue", "event__seat_book")
    return {page.locale.language_code: page for page in pages if reachable_pages(request).includes(page)}
