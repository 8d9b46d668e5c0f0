"""What a user may do with a page, without asking the database once for each row of a list."""

from collections.abc import Callable, Iterable
from functools import reduce, wraps
from operator import or_
from typing import Any

from django.db.models import Case, Q, Value, When
from wagtail.models import Page, PagePermissionTester

from cms.languages.core.own_languages import works_on

LIVE_BELOW = "has_live_pages_below"


class PageRights(PagePermissionTester):
    """What Wagtail says, in the user's own languages; nothing in others, where an administrator has named some."""

    def __init__(self, user: Any, page: Page) -> None:
        super().__init__(user, page)
        if not works_on(user, page):
            self.permissions = set()

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Return what Wagtail does: who publishes nothing deletes nothing that is published.

        Wagtail reads all pages below for that, twice in a row of a list, though most are live or have none.
        """
        if self.page_is_root or not self._may_delete_drafts_only():
            return super().can_delete(ignore_bulk)
        if not (ignore_bulk or self.page.is_leaf() or "bulk_delete" in self.permissions):
            return False
        return not self.page.live and not self._are_pages_below_live()

    def _may_delete_drafts_only(self) -> bool:
        may_write = self.user.is_active and not self.user.is_superuser and "change" in self.permissions
        return may_write and "publish" not in self.permissions

    def _are_pages_below_live(self) -> bool:
        if self.page.is_leaf():
            return False
        known = getattr(self.page, LIVE_BELOW, None)
        return self.page.get_descendants().live().exists() if known is None else known


def with_live_pages_below(get_context_data: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """Return the method of a list of pages which reads for all drafts at once whether pages below are live."""

    @wraps(get_context_data)
    def get_context_data_with_live_pages(view, **kwargs) -> dict[str, Any]:
        context = get_context_data(view, **kwargs)
        note_live_pages_below(context["object_list"])
        return context

    return get_context_data_with_live_pages


def note_live_pages_below(pages: Iterable[Page]) -> None:
    """Note at each draft whether pages below it are live, with one query for all."""
    drafts = [page for page in pages if not page.live and not page.is_leaf()]
    # The longest path first: a draft may stand below another.
    paths = sorted((page.path for page in drafts), key=len, reverse=True)
    if not paths:
        return
    below = reduce(or_, (Q(path__startswith=path) for path in paths))
    nearest = Case(*(When(path__startswith=path, then=Value(path)) for path in paths))
    found = set(Page.objects.filter(below, live=True).order_by().values_list(nearest, flat=True).distinct())
    for page in drafts:
        setattr(page, LIVE_BELOW, any(path.startswith(page.path) for path in found))
