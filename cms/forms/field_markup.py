"""The markup of a form's fields. What of it is the same for everybody is rendered once.

A form whose fields are the same for all visitors says so by its ``markup``, a dictionary that all of them share for as
long as the fields stay what they are (``cms.ground.standing``). In it stands each field as it looks when it is empty,
with a choice made, or with a mark in the place of a text, for which what was typed is put in. A field with an error is
rendered anew, and so is a group as soon as something stands in it: that may tell of a person.
"""

import secrets
from collections.abc import Hashable
from copy import copy

from django import forms
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from .public_form import TRAP

Markup = dict[Hashable, str]
CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple, forms.CheckboxInput)
TEXTS = (forms.widgets.Input, forms.Textarea)
EMPTY = (None, "", [], False)
# Letters and digits, which no template changes, and which nobody can write into a label.
TEXT = secrets.token_hex()
# Whoever ticks several of many has many ways to do it.
MOST = 100


def fields_markup(form: BaseForm) -> SafeString:
    """Return every field: the hidden ones, then the rest in order, the trap for robots out of sight.

    A field with a ``group_template`` shows those that are in its group.
    """
    shared: Markup = getattr(form, "markup", {})
    fields = list(form)
    group = [field for field in fields if getattr(field.field, "is_in_a_group", False)]
    parts = [str(field) for field in fields if field.is_hidden]
    for field in fields:
        if hasattr(field.field, "group_template"):
            parts.append(_group(field, group, shared))
        elif not field.is_hidden and field not in group:
            parts.append(_single(field, shared))
    # Each part came out of a template; what was put in is escaped.
    return mark_safe("".join(parts))


def _group(first: BoundField, fields: list[BoundField], shared: Markup) -> str:
    is_empty = all(not field.errors and field.value() in EMPTY for field in fields)
    return _shared(first, (first.name, ""), shared) if is_empty else _rendered(first)


def _single(field: BoundField, shared: Markup) -> str:
    # The errors first: looking for them may empty what a robot filled in.
    if field.errors:
        return _rendered(field)
    value = field.value()
    if value in EMPTY:
        return _shared(field, (field.name, ""), shared)
    if isinstance(field.field.widget, CHOICES):
        chosen = tuple(value) if isinstance(value, list) else value
        return _shared(field, (field.name, chosen), shared)
    if isinstance(field.field.widget, TEXTS) and isinstance(value, str):
        marked = copy(field)
        marked.value = lambda: TEXT
        return _shared(marked, (field.name, TEXT), shared).replace(TEXT, conditional_escape(value))
    return _rendered(field)


def _shared(field: BoundField, look: Hashable, shared: Markup) -> str:
    known = shared.get(look)
    if known is None:
        known = _rendered(field)
        if len(shared) < MOST:
            shared[look] = known
    return known


def _rendered(field: BoundField) -> str:
    if field.name == TRAP:
        return render_to_string("components/trap.html", {"field": field})
    if hasattr(field.field, "group_template"):
        return render_to_string(field.field.group_template, {"form": field.form})
    return render_to_string("components/field.html", {"field": field})
