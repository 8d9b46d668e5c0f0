"""German pages with translations are taken down, not deleted: a translation without its original knows nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import get_text_list
from django.utils.translation import gettext
from wagtail.admin import messages
from wagtail.models import Page

from ..core.public_languages import describe
from ..core.shared_fields import is_source


def refuse_to_delete_an_original(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Name the languages that would lose their original (hook before a page is deleted)."""
    return _refusal(request, [page])


def refuse_to_delete_originals(request: HttpRequest, action_type: str, objects: list, action) -> HttpResponse | None:
    """Do the same for pages that were ticked in a list (hook before a bulk action)."""
    pages = [one for one in objects if isinstance(one, Page)]
    return _refusal(request, pages) if action_type == "delete" and pages else None


def _refusal(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    codes = sorted({code for page in pages if is_source(page) for code in _languages_of(page)})
    if not codes:
        return None
    names = get_text_list([describe(code).name for code in codes], gettext("and"))
    text = gettext(
        "There are translations of this page, or of pages below it, in: %(languages)s. Unpublish it instead, and all "
        "languages vanish together; or delete its translations first."
    )
    messages.error(request, text % {"languages": names})
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk)


def _languages_of(german: Page) -> list[str]:
    keys = german.get_descendants(inclusive=True).values("translation_key")
    twins = Page.objects.filter(translation_key__in=keys).exclude(locale=german.locale_id)
    return list(twins.values_list("locale__language_code", flat=True).distinct())
