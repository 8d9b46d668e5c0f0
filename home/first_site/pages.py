"""The first pages: the tree in German, and the same in the other languages, all of them drafts."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from wagtail.models import Locale, Page

from cms.languages.board.simple_german import create_simple_german
from cms.models import BasePage, SiteFrame, User
from downloads.models import PublicationIndexPage
from events.models import EventIndexPage

from ..models.action_plan import ActionPlanPage
from ..models.concept import ConceptPage
from ..models.content import ContentPage
from ..models.home import HomePage
from ..models.news import NewsIndexPage
from ..models.process import ProcessPage
from ..new_site.stream import Entry, References, field_values
from ..new_site.translations import begin_translations

# By this key the command knows its own home page again.
HOME_KEY = UUID("0f5a4c0e-6d0c-4d0f-9a55-5d2a8c8f3c10")
MAIN_PAGES: dict[str, type[BasePage]] = {
    "concept": ConceptPage,
    "process": ProcessPage,
    "events": EventIndexPage,
    "action_plan": ActionPlanPage,
    "downloads": PublicationIndexPage,
    "news": NewsIndexPage,
}
HOME = "home"


@dataclass(frozen=True)
class Leaf:
    """One page of the tree: how the texts call it, its type and its texts."""

    key: str
    model: type[BasePage]
    entry: Entry


def legal_key(slug: str) -> str:
    """Return how the texts call a page of the foot."""
    return f"page {slug}"


def outline(texts: Entry) -> Iterator[Leaf]:
    """Yield every page of a content file, the home page first."""
    yield Leaf(HOME, HomePage, texts[HOME])
    for key, model in MAIN_PAGES.items():
        yield Leaf(key, model, texts[key])
    for entry in texts["pages"]:
        yield Leaf(legal_key(entry["slug"]), ContentPage, entry)


def create_german_pages(texts: Entry, editor: User) -> References:
    """Create every page as a draft."""
    german = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    references = References()
    for leaf in outline(texts):
        page = leaf.model(
            title=leaf.entry["title"],
            slug=leaf.entry["slug"],
            summary=leaf.entry["summary"],
            locale=german,
            live=False,
            owner=editor,
        )
        if leaf.key == HOME:
            page.translation_key = HOME_KEY
        parent = references.pages.get(HOME) or Page.get_first_root_node()
        references.pages[leaf.key] = parent.add_child(instance=page)
    _write(texts, references, editor)
    return references


def prepare_translations(frame: SiteFrame, german: References, catalogue: dict[str, str], editor: User) -> None:
    """Write the English drafts through wagtail-localize, so that translators go on with them sentence by sentence."""
    for translation in begin_translations([*german.pages.values(), frame], catalogue, editor, "en"):
        translation.save_target(user=editor, publish=False)


def create_simple_pages(texts: Entry, german: References, editor: User) -> None:
    """Write the drafts in simple German, which are texts of their own."""
    for leaf in outline(texts):
        create_simple_german(german.pages[leaf.key], editor)
    simple = german.in_locale(Locale.objects.get(language_code=settings.SIMPLE_LANGUAGE))
    _write(texts, simple, editor)


def _write(texts: Entry, references: References, editor: User) -> None:
    for leaf in outline(texts):
        page = references.pages[leaf.key]
        for name, value in field_values(leaf.entry, references).items():
            setattr(page, name, value)
        page.full_clean()
        page.save()
        page.save_revision(user=editor)
