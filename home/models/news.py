from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Locale, PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.ground.asked_once import asked_once
from cms.ground.list_parts import PART, list_part
from cms.languages.reading.or_german import own_or_german
from cms.models import BasePage

from ..blocks import HomeStoryBlock

NEWS_AT_ONCE = 20


class NewsIndexPage(BasePage):
    """All updates, newest first."""

    template = "home/news_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of updates")
        verbose_name_plural = _("lists of updates")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        news = news_for(self.locale)
        context["part"] = asked_once(lambda: list_part(news, request.GET.get(PART), NEWS_AT_ONCE))
        return context


class NewsPage(BasePage):
    """One dated update."""

    template = "home/news_page.html"
    parent_page_types = ["home.NewsIndexPage"]
    subpage_types = []

    date = models.DateField(
        _("date"), default=timezone.localdate, help_text=_("Stands above the title; the newest update comes first.")
    )
    body = StreamField(
        HomeStoryBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("The text of the page below its summary, block by block."),
    )

    content_panels = BasePage.content_panels + [FieldPanel("date"), FieldPanel("body")]
    override_translatable_fields = BasePage.override_translatable_fields + [
        SynchronizedField("date", overridable=False)
    ]
    search_fields = BasePage.search_fields + [index.SearchField("body")]

    class Meta:
        indexes = [models.Index(fields=["-date"], name="news_by_date")]
        verbose_name = _("update")
        verbose_name_plural = _("updates")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["neighbours"] = asked_once(self._neighbours)
        return context

    def _neighbours(self) -> dict[str, "NewsPage | None"]:
        siblings = NewsPage.objects.sibling_of(self, inclusive=False).live().public()
        newer = Q(date__gt=self.date) | Q(date=self.date, pk__gt=self.pk)
        older = Q(date__lt=self.date) | Q(date=self.date, pk__lt=self.pk)
        return {
            "newer": siblings.filter(newer).order_by("date", "pk").first(),
            "older": siblings.filter(older).order_by("-date", "-pk").first(),
        }


def news_for(locale: Locale) -> PageQuerySet:
    """Return the published updates for readers of a language, those that are only there in German too; newest first."""
    news = own_or_german(NewsPage.objects.live().public(), locale)
    return news.select_related("locale").order_by("-date", "-pk")
