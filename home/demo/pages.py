"""The page tree, written in German and published as an editor would."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from wagtail.models import Locale, Page

from cms.models import BasePage, CustomImage, User
from downloads.models import PublicationIndexPage
from events.models import Event, EventIndexPage, EventPage

from ..models.action_plan import ActionPlanPage
from ..models.concept import ConceptPage, FieldOfActionPage
from ..models.content import ContentPage
from ..models.home import HomePage
from ..models.news import NewsIndexPage, NewsPage
from ..models.process import ProcessPage
from ..new_site.stream import Entry, References, field_values

# By this key the demo knows its own home page again, in every language.
HOME_KEY = UUID("6f1f3a52-94f5-4d0b-8a53-3a4d3f0b7d21")
HOME_SLUG = "start"


@dataclass(frozen=True)
class Leaf:
    """One page of the tree: how the texts call it, the page above it, its type and its texts."""

    key: str
    parent: str | None
    model: type[BasePage]
    entry: Entry


def outline(texts: Entry) -> Iterator[Leaf]:
    """Yield every page of a content file, parents first."""
    yield Leaf("home", None, HomePage, {"slug": HOME_SLUG, **texts["home"]})
    yield Leaf("concept", "home", ConceptPage, texts["concept"])
    for entry in texts["concept"]["fields"]:
        yield Leaf(f"field {entry['slug']}", "concept", FieldOfActionPage, entry)
    yield Leaf("process", "home", ProcessPage, texts["process"])
    yield Leaf("events", "home", EventIndexPage, texts["events"])
    for entry in texts["events"]["items"]:
        yield Leaf(f"event {entry['key']}", "events", EventPage, entry)
    yield Leaf("action_plan", "home", ActionPlanPage, texts["action_plan"])
    yield Leaf("downloads", "home", PublicationIndexPage, texts["downloads"])
    yield Leaf("news", "home", NewsIndexPage, texts["news"])
    # The content file has the newest update first; the tree has it last.
    for entry in reversed(texts["news"]["items"]):
        yield Leaf(f"news {entry['slug']}", "news", NewsPage, entry)
    for entry in texts["pages"]:
        yield Leaf(f"page {entry['slug']}", "home", ContentPage, entry)


def create_german_pages(
    texts: Entry, events: dict[str, Event], pictures: dict[str, CustomImage], references: References, editor: User
) -> None:
    """Create every page as a draft and put it into ``references``: buttons lead to pages that come later."""
    german = Locale.objects.get(language_code="de")
    for leaf in outline(texts):
        page = leaf.model(
            title=leaf.entry["title"],
            slug=leaf.entry["slug"],
            summary=leaf.entry["summary"],
            picture=pictures.get(leaf.key),
            locale=german,
            live=False,
            owner=editor,
        )
        if leaf.parent is None:
            page.translation_key = HOME_KEY
        if isinstance(page, EventPage):
            page.event = events[leaf.entry["key"]]
        parent = references.pages[leaf.parent] if leaf.parent else Page.get_first_root_node()
        references.pages[leaf.key] = parent.add_child(instance=page)


def publish_pages(texts: Entry, references: References, editor: User) -> None:
    """Write the texts into the pages of ``references`` and publish them, parents first."""
    for leaf in outline(texts):
        page = references.pages[leaf.key]
        for name, value in field_values(leaf.entry, references).items():
            setattr(page, name, value)
        page.save_revision(user=editor).publish(user=editor, skip_permission_checks=True)
        page.refresh_from_db()
