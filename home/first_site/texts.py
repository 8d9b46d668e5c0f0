"""The texts of the first pages, read from ``content/``, with what the operator answered filled in."""

import tomllib
from html import escape
from pathlib import Path
from typing import Any

import polib

from .answers import Answers

FOLDER = Path(__file__).parent / "content"
# What stands in a text that is HTML; all other fields are plain.
HTML = "html"
NO_TELEPHONE = {
    "de": "[bitte ergänzen: Telefonnummer, oder die Zeile löschen]",
    "en": "[please complete: telephone number, or delete the line]",
}


def read_texts(file_name: str, answers: Answers) -> dict[str, Any]:
    """Return one TOML file in German, with the names of the city."""
    content = tomllib.loads((FOLDER / file_name).read_text(encoding="utf-8"))
    return _fill(content, _values(answers, "de"))


def read_catalogue(answers: Answers) -> dict[str, str]:
    """Return the English sentences by the German ones, as they stand in plain texts and in HTML."""
    german, english = _values(answers, "de"), _values(answers, "en")
    catalogue = {}
    for entry in polib.pofile(str(FOLDER / "en.po")):
        for write in (str, _in_html):
            sentence = _filled(entry.msgid, german, write)
            catalogue[sentence] = _filled(entry.msgstr, english, write)
    return catalogue


def _values(answers: Answers, language: str) -> dict[str, str]:
    return {
        "city_name": answers.city_name,
        "site_name": answers.site_name,
        "contact_email": answers.contact_email,
        "contact_phone": answers.contact_phone or NO_TELEPHONE[language],
    }


def _fill(value: Any, values: dict[str, str], key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _fill(item, values, name) for name, item in value.items()}
    if isinstance(value, list):
        return [_fill(item, values, key) for item in value]
    return _filled(value, values, _in_html if key == HTML else str).strip()


def _filled(text: str, values: dict[str, str], write) -> str:
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", write(value))
    return text


def _in_html(value: str) -> str:
    return escape(value, quote=False)
