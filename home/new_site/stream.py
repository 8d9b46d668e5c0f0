"""Turns entries of the content files into the values of page fields."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import Locale, Page

from cms.frame.blocks import RICH_TEXT_FEATURES
from downloads.models import Publication

Entry = dict[str, Any]


@dataclass
class References:
    """What the texts name by a key, as the rows that stand for it in one language."""

    pages: dict[str, Page] = field(default_factory=dict)
    publications: dict[str, Publication] = field(default_factory=dict)

    def in_locale(self, locale: Locale) -> "References":
        """Return the same with each page in another language."""
        keys = [page.translation_key for page in self.pages.values()]
        found = {
            page.translation_key: page
            for page in Page.objects.filter(locale=locale, translation_key__in=keys).specific()
        }
        return References(
            {key: found[page.translation_key] for key, page in self.pages.items()},
            self.publications,
        )


def field_values(entry: Entry, references: References) -> Entry:
    """Return the values of a page's fields; what is no field (keys, children) is left out."""
    return {name: FIELDS[name](value, references) for name, value in entry.items() if name not in NO_FIELDS}


def rich_text(html: str, references: References | None = None) -> str:
    """Return HTML as the editor writes it, so that opening and saving a page changes nothing."""
    converter = ContentstateConverter(RICH_TEXT_FEATURES)
    return converter.to_database_format(converter.from_database_format(html))


def block(kind: str, value: Any) -> Entry:
    return {"type": kind, "value": value, "id": str(uuid4())}


def items(values: Iterable[Any]) -> list[Entry]:
    """Return the values as a ListBlock keeps them."""
    return [block("item", value) for value in values]


def _as_is(value: Any, references: References) -> Any:
    return value


def _story(entries: list[Entry], references: References) -> list[Entry]:
    return [block(entry["type"], STORY[entry["type"]](entry, references)) for entry in entries]


def _action(entry: Entry, references: References) -> Entry:
    page = references.pages[entry["page"]].pk if "page" in entry else None
    return {"label": entry["label"], "page": page, "url": entry.get("url", "")}


def _publications(entry: Entry, references: References) -> list[Entry]:
    return items(references.publications[key].pk for key in entry.get("keys", []))


STORY: dict[str, Callable[[Entry, References], Any]] = {
    "heading": lambda entry, references: {"text": entry["text"]},
    "text": lambda entry, references: rich_text(entry["html"]),
    "notice": lambda entry, references: {"title": entry["title"], "text": entry["text"]},
    "action": _action,
    "publications": _publications,
    "barrier_report": lambda entry, references: None,
    "retention_periods": lambda entry, references: None,
}


def _steps(entries: list[Entry], references: References) -> list[Entry]:
    return [
        block(
            "step",
            {
                "title": entry["title"],
                "when": entry.get("when", ""),
                "date": entry["date"].isoformat() if "date" in entry else None,
                "state": entry["state"],
                "text": rich_text(entry["text"]),
                "publications": items(references.publications[key].pk for key in entry.get("publications", [])),
            },
        )
        for entry in entries
    ]


def _bodies(entries: list[Entry], references: References) -> list[Entry]:
    return [block("body", {"name": entry["name"], "text": entry["text"]}) for entry in entries]


def _programme(entries: list[Entry], references: References) -> list[Entry]:
    return [block("item", {name: entry[name] for name in ("time", "title", "text")}) for entry in entries]


def _goals(entries: list[Entry], references: References) -> list[Entry]:
    return [
        block(
            "goal",
            {
                "title": entry["title"],
                "field_of_action": references.pages[f"field {entry['field']}"].pk,
                "text": rich_text(entry["text"]),
                "events": items(references.pages[f"event {key}"].pk for key in entry["events"]),
                "measures": items(entry["measures"]),
            },
        )
        for entry in entries
    ]


NO_FIELDS = {"key", "slug", "fields", "items"}
FIELDS: dict[str, Callable[[Any, References], Any]] = {
    "title": _as_is,
    "summary": _as_is,
    "date": _as_is,
    "responsible": _as_is,
    "icon": _as_is,
    "organizer": _as_is,
    "situation": rich_text,
    "tasks": rich_text,
    "invited": rich_text,
    "participants_note": _as_is,
    "body": _story,
    "steps": _steps,
    "bodies": _bodies,
    "results": _story,
    "programme": _programme,
    "goals": _goals,
}
