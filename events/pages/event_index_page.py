from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.ground.asked_once import asked_once
from cms.ground.list_parts import PART, ListPart, list_part
from cms.models import BasePage
from downloads.pages.blocks import StoryWithDownloadsBlock

from .facts import Facts
from .listing import cards, coming, event_pages, note_next_end, past, years

EVENTS_AT_ONCE = 24
LATEST_PAST_EVENTS = 6
YEAR = "year"


class EventIndexPage(BasePage):
    """All events: those to come with their free seats, and those that are over, by year: ``?year=2026``."""

    template = "events/event_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.EventPage"]
    max_count_per_parent = 1

    body = StreamField(
        StoryWithDownloadsBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("Stands between the events to come and those that are over."),
    )

    content_panels = BasePage.content_panels + [FieldPanel("body")]
    search_fields = BasePage.search_fields + [index.SearchField("body")]

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["shown"] = shown = asked_once(lambda: self._shown(request.GET))
        context["part"] = asked_once(lambda: shown().part)
        context["calendar_feed_url"] = reverse("events:calendar")
        return context

    def _shown(self, query: QueryDict) -> "Shown":
        pages = event_pages(self.locale)
        note_next_end(pages)
        known_years = years(pages)
        year = next((one for one in known_years if str(one) == query.get(YEAR)), None)
        if year is None:
            part = list_part(coming(pages), query.get(PART), EVENTS_AT_ONCE)
            latest = cards(list(past(pages)[:LATEST_PAST_EVENTS]), self.locale)
        else:
            part = list_part(past(pages, year), query.get(PART), EVENTS_AT_ONCE, year=str(year))
            latest = []
        return Shown(part, cards(list(part.items), self.locale), latest, known_years, year)


@dataclass(frozen=True)
class Shown:
    """What an address of the list shows: a part of the events to come, or of those of a ``year``."""

    part: ListPart
    events: list[Facts]
    past_events: list[Facts]
    years: list[int]
    year: int | None
