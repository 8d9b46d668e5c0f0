"""How the values of a sign-up read: in words on a page, in a cell of a table, and in a file for machines."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext

from cms.languages.core.public_languages import describe

from ...models.enums import NeedKind
from ...models.signup import Need, Signup

# A value of a record, by the name of its column.
Reading = Callable[[Any, str], Any]


@dataclass(frozen=True)
class Kind:
    """``words`` are for people, in the active language; ``cell`` is a spreadsheet's value, ``data`` a JSON file's."""

    words: Reading = getattr
    cell: Reading = getattr
    data: Reading = getattr


def moment(at: datetime | None) -> str:
    """Return a moment in words, in the time of the city."""
    return date_format(timezone.localtime(at), "DATETIME_FORMAT") if at else ""


def iso(at: datetime | None) -> str | None:
    """Return a moment in ISO 8601 with its offset."""
    return timezone.localtime(at).isoformat() if at else None


def language_name(code: str) -> str:
    """Return what a language is called in the language that is active."""
    return capfirst(gettext(translation.get_language_info(code)["name"]))


def own_language_name(record: Signup | Need, name: str) -> str:
    """Return what a language calls itself, or its code where we don't know it."""
    code = getattr(record, name)
    return describe(code).name if code in dict(settings.LANGUAGES) else code


def kinds_in_words(need: Need) -> list[str]:
    """Return what somebody needs for staff, one entry for each kind; the interpreter with the language."""
    return [kind_in_words(kind, need.interpreter_language) for kind in NeedKind.values if kind in need.kinds]


def kind_in_words(kind: str, language: str) -> str:
    """Return one kind of need for staff."""
    if kind == NeedKind.INTERPRETER and language:
        return gettext("Interpreter: %(language)s") % {"language": language_name(language)}
    return capfirst(str(NeedKind(kind).label))


def _display(record: Signup, name: str) -> str:
    return str(getattr(record, f"get_{name}_display")())


def _sentence(record: Signup, name: str) -> str:
    return capfirst(_display(record, name)) if getattr(record, name) else ""


PLAIN = Kind()
CHOICE = Kind(words=_sentence, cell=_display)
LANGUAGE = Kind(words=own_language_name, cell=lambda record, name: language_name(getattr(record, name)))
MOMENT = Kind(
    words=lambda record, name: moment(getattr(record, name)), data=lambda record, name: iso(getattr(record, name))
)
