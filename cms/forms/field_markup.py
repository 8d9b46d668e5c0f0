"""The markup of a form's fields. What of it is the same for everybody is rendered once.

A form whose fields are the same for all visitors says so by its ``markup``, a dictionary that all of them share for as
long as the fields stay what they are (``cms.ground.standing``). In it stands each field as it looks when it is empty,
with a choice made, or with a mark in the place of a text, for which what was typed is put in. A field with an error is
rendered anew, and so is a group as soon as something stands in it: that may tell of a person.
"""

import secrets
from collections.abc import Callable, Hashable
from copy import copy

from django import forms
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from .field_group import FieldGroup, group_of
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

    A group stands where the first of its fields does, and is open as soon as something stands in it.
    """
    shared: Markup = getattr(form, "markup", {})
    groups: dict[FieldGroup, list[BoundField]] = {}
    parts = [str(field) for field in form if field.is_hidden]
    shown = [field for field in form if not field.is_hidden]
    for field in shown:
        if group := group_of(field):
            groups.setdefault(group, []).append(field)
    for field in shown:
        group = group_of(field)
        if group is None:
            parts.append(_single(field, shared))
        elif groups[group][0] is field:
            parts.append(_group(group, groups[group], shared))
    # Each part came out of a template; what was put in is escaped.
    return mark_safe("".join(parts))


def _group(group: FieldGroup, fields: list[BoundField], shared: Markup) -> str:
    # Called by a template that shows them as they are elsewhere; it costs nothing where one doesn't.
    context = {"form": fields[0].form, "fields": fields, "singles": lambda: [_single(one, shared) for one in fields]}
    if any(field.errors or field.value() not in EMPTY for field in fields):
        return render_to_string(group.template, {**context, "is_open": True})
    look = ("group", group.name)
    return _kept(look, lambda: render_to_string(group.template, {**context, "is_open": False}), shared)


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
        # What is put in is escaped.
        return mark_safe(_shared(marked, (field.name, TEXT), shared).replace(TEXT, conditional_escape(value)))
    return _rendered(field)


def _shared(field: BoundField, look: Hashable, shared: Markup) -> str:
    return _kept(look, lambda: _rendered(field), shared)


def _kept(look: Hashable, render: Callable[[], str], shared: Markup) -> str:
    known = shared.get(look)
    if known is None:
        known = render()
        if len(shared) < MOST:
            shared[look] = known
    return known


def _rendered(field: BoundField) -> str:
    template = "components/trap.html" if field.name == TRAP else "components/field.html"
    return render_to_string(template, {"field": field})
