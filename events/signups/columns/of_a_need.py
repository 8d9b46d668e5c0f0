"""What is kept of access needs. The whole record goes, at its own earlier date or with the sign-up."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ...models.enums import NeedKind
from ...models.signup import Need
from .column import Column, Group, Told
from .telling import LANGUAGE, MOMENT, kinds_in_words


def _kinds_for_the_person(need: Need) -> str:
    labels: dict[str, Any] = dict(NeedKind.choices)
    return capfirst(", ".join(str(labels.get(kind, kind)) for kind in need.kinds))


def _kinds_for_staff(need: Need) -> str:
    return ", ".join(kinds_in_words(need))


OF_A_NEED = [
    Column("id", Group.INNER),
    Column("signup", Group.INNER),
    Column(
        "kinds",
        Group.NEEDS,
        page=Told(_("Access needs"), value=_kinds_for_the_person),
        # With the language of the interpreter.
        desk=Told(_("Needs"), value=_kinds_for_staff),
        file=Told("kinds"),
    ),
    Column(
        "interpreter_language",
        Group.NEEDS,
        LANGUAGE,
        page=Told(_("Interpreter for")),
        file=Told("interpreter_language"),
    ),
    Column(
        "note",
        Group.NEEDS,
        page=Told(_("Note on access needs")),
        desk=Told(_("Note")),
        file=Told("note"),
    ),
    # A sentence of ours, which the form shows.
    Column("consent_text", Group.NEEDS, file=Told("consent_text")),
    Column(
        "consent_at",
        Group.NEEDS,
        MOMENT,
        page=Told(_("You agreed to us storing your access needs on")),
        file=Told("consent_given_at"),
    ),
]
