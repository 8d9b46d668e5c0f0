"""Links to pages inside of texts: to the page in the reader's language, or else to the German one, which they say."""

from django.conf import settings
from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

NOWHERE = "<a>"


class LinkToPage(PageLinkHandler):
    """Has no request: what is published counts. A page behind a log-in asks for it."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        """Return the opening tags of these links. One query for all links of a text."""
        language = get_language() or settings.LANGUAGE_CODE
        chosen = [int(attrs["id"]) for attrs in attrs_list if str(attrs.get("id", "")).isdecimal()]
        keys, published = _pages(chosen, language)
        tags = []
        for attrs in attrs_list:
            named = str(attrs.get("id", ""))
            pages = published.get(keys.get(int(named)) if named.isdecimal() else None, {})
            page = pages.get(language) or pages.get(settings.LANGUAGE_CODE)
            tags.append(_opening(page, language) if page else NOWHERE)
        return tags


def _pages(chosen: list[int], language: str) -> tuple[dict, dict]:
    """Return the translation keys of these pages, and what is published of each key by language."""
    same = Page.objects.filter(translation_key__in=Page.objects.filter(pk__in=chosen).values("translation_key"))
    readable = Q(live=True, locale__language_code__in=[language, settings.LANGUAGE_CODE])
    keys, published = {}, {}
    for page in same.filter(Q(pk__in=chosen) | readable).select_related("locale"):
        keys[page.pk] = page.translation_key
        if page.live:
            published.setdefault(page.translation_key, {})[page.locale.language_code] = page
    return keys, published


def _opening(page: Page, language: str) -> str:
    code = page.locale.language_code
    if code == language:
        return format_html('<a href="{}">', page.url or "")
    return format_html('<a href="{}" hreflang="{}">', page.url or "", code)
