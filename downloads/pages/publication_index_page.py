from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.ground.asked_once import asked_once
from cms.ground.list_parts import PART, list_part
from cms.models import BasePage

from .blocks import StoryWithDownloadsBlock
from .entries import current_entries, current_publications

DRAFTS_AT_ONCE = 30


class PublicationIndexPage(BasePage):
    """All drafts that everybody may know of, the newest first, each with the versions before it."""

    template = "downloads/publication_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1

    body = StreamField(
        StoryWithDownloadsBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("Stands above the list of downloads."),
    )

    content_panels = BasePage.content_panels + [FieldPanel("body")]
    search_fields = BasePage.search_fields + [index.SearchField("body")]

    class Meta:
        verbose_name = _("list of downloads")
        verbose_name_plural = _("lists of downloads")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        part = asked_once(lambda: list_part(current_publications(), request.GET.get(PART), DRAFTS_AT_ONCE))
        context["part"] = part
        context["publications"] = asked_once(lambda: current_entries(part().items))
        return context
