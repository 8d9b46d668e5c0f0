"""The demo's texts, read from ``content/``, with the dates filled in."""

import tomllib
from pathlib import Path
from typing import Any

import polib

from .dates import Dates

FOLDER = Path(__file__).parent / "content"


def read_texts(file_name: str, language: str, dates: Dates) -> dict[str, Any]:
    """Return one TOML file with each placeholder replaced, in the language of the file."""
    content = tomllib.loads((FOLDER / file_name).read_text(encoding="utf-8"))
    return _fill(content, language, dates)


def read_catalogue(file_name: str, source: str, language: str, dates: Dates) -> dict[str, str]:
    """Return the translations by the text that they translate, both with their dates."""
    catalogue = polib.pofile(str(FOLDER / file_name))
    return {
        dates.fill(entry.msgid, source): dates.fill(entry.msgstr, language)
        for entry in catalogue
        if entry.msgstr and not entry.obsolete
    }


def _fill(value: Any, language: str, dates: Dates, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _fill(item, language, dates, name) for name, item in value.items()}
    if isinstance(value, list):
        return [_fill(item, language, dates, key) for item in value]
    if not isinstance(value, str):
        return value
    if key == "date":
        # A field of its own, which holds a day and no text.
        return dates.by_placeholder()[value]
    return dates.fill(value, language).strip()
