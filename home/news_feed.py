"""The updates as an Atom feed, one in each language."""

from datetime import datetime, time

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from wagtail.models import Page

from cms.frame.atom_feed import AtomFeed, entry_id
from cms.ground.addresses import absolute_url
from cms.languages.reading.reachable import ReachablePages, reachable_pages

from .models.news import NewsIndexPage, NewsPage, news_for

MOST_ITEMS = 30


class NewsFeed(AtomFeed):
    """The newest updates of the reader's language."""

    def get_object(self, request: HttpRequest) -> tuple[NewsIndexPage | None, ReachablePages]:
        reachable = reachable_pages(request)
        if reachable.code not in reachable.homes:
            raise Http404("There are no pages in this language.")
        indexes = NewsIndexPage.objects.live().filter(locale__language_code=reachable.code).select_related("locale")
        return next((page for page in indexes if reachable.includes(page)), None), reachable

    def title(self, found: tuple[NewsIndexPage | None, ReachablePages]) -> str:
        index, _reachable = found
        return index.title if index else gettext("News")

    def subtitle(self, found: tuple[NewsIndexPage | None, ReachablePages]) -> str:
        index, _reachable = found
        return index.summary if index else ""

    def link(self, found: tuple[NewsIndexPage | None, ReachablePages]) -> str:
        index, reachable = found
        return _address(index or reachable.homes[reachable.code], reachable)

    def feed_url(self) -> str:
        return absolute_url(reverse("news_feed"))

    def feed_extra_kwargs(self, found: tuple[NewsIndexPage | None, ReachablePages]) -> dict:
        index, reachable = found
        return {"published_at": (index or reachable.homes[reachable.code]).last_published_at}

    def items(self, found: tuple[NewsIndexPage | None, ReachablePages]) -> list[tuple[NewsPage, str]]:
        """Every page names the feed of its language; it also holds what is only there in German, and says so."""
        _index, reachable = found
        news = news_for(reachable.homes[reachable.code].locale)
        readable = [page for page in news[:MOST_ITEMS] if reachable.includes(page)]
        return [(page, _address(page, reachable)) for page in readable]

    def item_title(self, item: tuple[NewsPage, str]) -> str:
        page = item[0]
        if page.locale.language_code == get_language():
            return page.title
        return f"{page.title} ({gettext('in German')})"

    def item_description(self, item: tuple[NewsPage, str]) -> str:
        return item[0].summary

    def item_link(self, item: tuple[NewsPage, str]) -> str:
        return item[1]

    def item_guid(self, item: tuple[NewsPage, str]) -> str:
        page = item[0]
        return entry_id(page.translation_key, page.locale.language_code)

    def item_pubdate(self, item: tuple[NewsPage, str]) -> datetime:
        return datetime.combine(item[0].date, time(), timezone.get_default_timezone())

    def item_updateddate(self, item: tuple[NewsPage, str]) -> datetime | None:
        return item[0].last_published_at


def _address(page: Page, reachable: ReachablePages) -> str:
    return absolute_url(reachable.url(page))
