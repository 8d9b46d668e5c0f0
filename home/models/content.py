from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.models import BasePage

from ..blocks import HomeStoryBlock


class ContentPage(BasePage):
    """Any other page: imprint, privacy, accessibility, simple language, sign language."""

    template = "home/content_page.html"
    parent_page_types = ["home.HomePage", "home.ContentPage"]
    subpage_types = ["home.ContentPage"]

    body = StreamField(
        HomeStoryBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("The text of the page below its summary, block by block."),
    )

    content_panels = BasePage.content_panels + [FieldPanel("body")]
    search_fields = BasePage.search_fields + [index.SearchField("body")]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
