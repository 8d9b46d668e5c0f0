"""Simple German: pages of their own beside the German ones, each with its own text and structure."""

from wagtail.models import Locale

from cms.languages.board.simple_german import create_simple_german
from cms.models import CustomImage, SiteFrame, User
from events.models import SignupForm, Venue

from ..new_site.stream import Entry, References
from .events import form_values, venue_values
from .frame import write_frame
from .pages import outline, publish_pages


def create_simple_pages(texts: Entry, german: References, editor: User) -> References:
    """Create the page beside each German one, write its texts and publish it; return the new pages."""
    for leaf in outline(texts):
        create_simple_german(german.pages[leaf.key], editor)
    simple = german.in_locale(Locale.objects.get(language_code="de-simple"))
    publish_pages(texts, simple, editor)
    return simple


def create_simple_frame(
    texts: Entry, frame: SiteFrame, logos: list[CustomImage], simple: References, editor: User
) -> None:
    """Menus, contact and partners; the menus lead to the pages in simple German."""
    write_frame(create_simple_german(frame), texts, logos, simple, editor)


def create_simple_venue(texts: Entry, venue: Venue) -> None:
    copy = create_simple_german(venue)
    for name, value in venue_values(texts["venue"]).items():
        setattr(copy, name, value)
    copy.full_clean()
    copy.save()


def create_simple_form(texts: Entry, form: SignupForm, editor: User) -> None:
    """Questions and options keep the ids of the German form, under which the answers are kept."""
    copy = create_simple_german(form, editor)
    for name, value in form_values(texts["form"]).items():
        setattr(copy, name, value)
    copy.full_clean()
    copy.save()
    copy.save_revision(user=editor).publish(user=editor, skip_permission_checks=True)
