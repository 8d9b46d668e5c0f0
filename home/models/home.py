from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.models import BasePage
from downloads.pages.entries import current_entries, current_publications
from events.pages.listing import cards, coming, event_pages

from ..blocks import HomeStoryBlock
from .news import NewsPage

EVENTS_ON_HOME_PAGE = 3
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

    body = StreamField(HomeStoryBlock(), verbose_name=_("text"), blank=True)

    content_panels = BasePage.content_panels + [FieldPanel("body")]
    search_fields = BasePage.search_fields + [index.SearchField("body")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["latest_news"] = (
            NewsPage.objects.live().public().filter(locale_id=self.locale_id).order_by("-date", "-pk").first()
        )
        next_events = coming(event_pages(self.locale))[:EVENTS_ON_HOME_PAGE]
        context["upcoming_events"] = cards(list(next_events), self.locale)
        # One more for each that only a later version than the next one supersedes; there is hardly ever one.
        drafts = current_entries(current_publications()[: 2 * DRAFTS_ON_HOME_PAGE])
        context["publications"] = drafts[:DRAFTS_ON_HOME_PAGE]
        return context
