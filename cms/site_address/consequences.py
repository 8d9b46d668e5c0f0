"""What another root page or address of the website does to its pages."""

from collections.abc import Iterator

from django.utils.translation import ngettext
from wagtail.models import Page, Site

from ..consequences.consequence import Action, Consequence
from ..consequences.registry import enter


def register_consequences() -> None:
    """Enter what this room does to people; called when the app is ready."""
    enter(Site, Action.PUBLISH, of_changing)
    enter(Site, Action.DELETE, of_deleting)


def of_changing(changed: Site) -> Iterator[Consequence]:
    """Yield how many pages nobody finds any more, and how many get another address."""
    before = Site.objects.filter(pk=changed.pk).select_related("root_page").first()
    if before is None:
        return
    shown, to_be_shown = _pages_of(before), _pages_of(changed)
    what = f"{changed.hostname}:{changed.port} {changed.root_page_id}"
    yield from _out_of_reach(len(shown - to_be_shown), what)
    has_moved = (before.hostname, before.port, before.root_page_id) != (
        changed.hostname,
        changed.port,
        changed.root_page_id,
    )
    if has_moved and (number := len(shown & to_be_shown)):
        text = ngettext(
            "%(number)d page gets another address. Printed links and links in mails lead there no longer.",
            "%(number)d pages get another address. Printed links and links in mails lead there no longer.",
            number,
        )
        yield Consequence("addresses_changed", number, text % {"number": number}, what)


def of_deleting(site: Site) -> Iterator[Consequence]:
    """Yield how many pages nobody finds any more."""
    yield from _out_of_reach(len(_pages_of(site)), "")


def _out_of_reach(number: int, what: str) -> Iterator[Consequence]:
    if number:
        text = ngettext(
            "%(number)d page is not found by anybody any more.",
            "%(number)d pages are not found by anybody any more.",
            number,
        )
        yield Consequence("pages_out_of_reach", number, text % {"number": number}, what)


def _pages_of(site: Site) -> set[int]:
    """Return the keys of all public pages that the site shows, in each language."""
    shown: set[int] = set()
    for root in site.root_page.get_translations(inclusive=True):
        shown |= set(root.get_descendants(inclusive=True).live().values_list("pk", flat=True))
    return shown & set(Page.objects.live().filter(depth__gt=1).values_list("pk", flat=True))
