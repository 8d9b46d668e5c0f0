from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.models import BasePage
from downloads.pages.blocks import StoryWithDownloadsBlock

from .listing import event_cards


class EventIndexPage(BasePage):
    """All events: those to come with their free seats, and those that are over."""

    template = "events/event_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.EventPage"]
    max_count_per_parent = 1

    body = StreamField(StoryWithDownloadsBlock(), verbose_name=_("text"), blank=True)

    content_panels = BasePage.content_panels + [FieldPanel("body")]
    search_fields = BasePage.search_fields + [index.SearchField("body")]

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["upcoming_events"], context["past_events"] = event_cards(self.locale)
        context["calendar_feed_url"] = reverse("events:calendar")
        return context
