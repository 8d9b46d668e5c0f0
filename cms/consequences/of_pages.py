"""What deleting a page takes with it."""

from collections.abc import Iterator

from django.utils.translation import ngettext
from wagtail.models import Page

from .consequence import Action, Consequence
from .registry import consequences_of


def of_deleting(page: Page) -> Iterator[Consequence]:
    """Yield how many pages below go with it."""
    number = page.get_descendants().count()
    if number:
        text = ngettext(
            "%(number)d page below is deleted with it. Links to it end on an error page.",
            "%(number)d pages below are deleted with it. Links to them end on an error page.",
            number,
        )
        yield Consequence("pages_below", number, text % {"number": number})


def hides_from_people(page: Page) -> bool:
    """Return whether somebody would lose sight of this page, or of one below, if it were restricted."""
    reached = page.get_descendants(inclusive=True).live().specific()
    return not page.get_view_restrictions().exists() and any(consequences_of(Action.UNPUBLISH, one) for one in reached)
