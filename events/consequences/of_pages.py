"""What taking down or deleting the page of an event does to those who signed up there."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.models import Page

from cms.consequences.consequence import Consequence
from cms.languages.core.shared_fields import is_source
from cms.languages.guards.going_along import of_going_along

from ..models.dates import not_over
from ..models.event import Event
from ..models.signup import Signup
from ..pages.event_page import EventPage
from ..signups.arrival import PageTexts
from ..signups.news import news
from .expiring import at_its_end


def of_publishing(draft: EventPage) -> Iterator[Consequence]:
    """Yield which drafts go live with it, whom a new note is told, and who loses the page before their event."""
    yield from of_going_along(draft)
    yield from _of_texts(draft)
    if draft.expire_at and timezone.now() < draft.expire_at < draft.event.ends_at:
        yield from at_its_end(draft.expire_at, _hidden(draft))


def of_unpublishing(page: EventPage) -> Iterator[Consequence]:
    """Yield how many people lose the page; the German one takes those in other languages with it."""
    if page.live and not page.event.is_over(timezone.now()):
        yield from _hidden(page)


def of_deleting(page: Page) -> Iterator[Consequence]:
    """Yield how many people lose the page of their event, which may be below this one."""
    below = page.get_descendants(inclusive=True).values("pk")
    pages = EventPage.objects.live().filter(not_over(timezone.now(), "event__"), pk__in=below)
    number = Signup.objects.active().filter(event__in=pages.values("event")).count()
    if number:
        yield _pages_gone(number)


def _of_texts(draft: EventPage) -> Iterator[Consequence]:
    """What the German page says to those who have a seat; the other languages translate it."""
    event = Event.objects.published().filter(pk=draft.event_id).select_related("venue", "seat_book").first()
    if event is not None and is_source(draft):
        texts = PageTexts(draft.participants_note, draft.dial_in)
        yield from news(event, event.seat_book, timezone.now(), texts)


def _hidden(page: EventPage) -> Iterator[Consequence]:
    people = Signup.objects.active().filter(event_id=page.event_id)
    if not is_source(page):
        people = people.filter(language=page.locale.language_code)
    number = people.count()
    if number:
        yield _pages_gone(number)


def _pages_gone(number: int) -> Consequence:
    text = ngettext(
        "%(number)d person has signed up and no longer finds the page of the event. Nobody is told.",
        "%(number)d people have signed up and no longer find the page of their event. Nobody is told.",
        number,
    )
    return Consequence("page_hidden", number, text % {"number": number})
