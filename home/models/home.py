from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.ground.asked_once import asked_once
from cms.models import BasePage
from downloads.pages.entries import PublicationEntry, current_entries, current_publications
from events.pages.facts import Facts
from events.pages.listing import cards, coming, event_pages

from ..blocks import HomeStoryBlock
from ..next_step import NextStep, has_seats, next_step
from .news import NewsPage, news_for

EVENTS_ON_HOME_PAGE = 3
# Among so many the next one is looked for that takes sign-ups, where none of the first does.
EVENTS_LOOKED_AT = 12
DRAFTS_ON_HOME_PAGE = 2


class HomePage(BasePage):
    """What the site is about, the latest update, the next events with free seats, the drafts, the partners."""

    template = "home/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.ConceptPage",
        "home.ProcessPage",
        "home.ActionPlanPage",
        "home.NewsIndexPage",
        "home.ContentPage",
        "events.EventIndexPage",
        "downloads.PublicationIndexPage",
    ]

    body = StreamField(
        HomeStoryBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("Stands on the home page below the events and the drafts."),
    )

    content_panels = BasePage.content_panels + [FieldPanel("body")]
    search_fields = BasePage.search_fields + [index.SearchField("body")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["latest_news"] = asked_once(self._latest_news)
        shown = asked_once(lambda: self._coming_events(0, EVENTS_ON_HOME_PAGE))
        context["upcoming_events"] = shown
        context["next_step"] = asked_once(lambda: self._next_step(shown()))
        context["publications"] = asked_once(_publications)
        return context

    def _latest_news(self) -> NewsPage | None:
        return news_for(self.locale).first()

    def _coming_events(self, start: int, stop: int) -> list[Facts]:
        return cards(list(coming(event_pages(self.locale))[start:stop]), self.locale)

    def _next_step(self, shown: list[Facts]) -> NextStep | None:
        if has_seats(shown) or len(shown) < EVENTS_ON_HOME_PAGE:
            return next_step(shown, self.locale)
        return next_step(shown + self._coming_events(EVENTS_ON_HOME_PAGE, EVENTS_LOOKED_AT), self.locale)


def _publications() -> list[PublicationEntry]:
    # One more for each that only a later version than the next one supersedes; there is hardly ever one.
    return current_entries(current_publications()[: 2 * DRAFTS_ON_HOME_PAGE])[:DRAFTS_ON_HOME_PAGE]
