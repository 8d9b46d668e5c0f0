"""Fields of a form that are shown together and folded, until something stands in one of them."""

from dataclasses import dataclass

from django import forms
from django.forms import BoundField


@dataclass(frozen=True)
class FieldGroup:
    """``template`` gets the ``form``, the ``fields`` and whether it ``is_open``; ``singles`` is each field's markup."""

    name: str
    template: str


def put_into(group: FieldGroup, fields: dict[str, forms.Field]) -> None:
    """Show these fields where the first of them stands."""
    for field in fields.values():
        field.group = group


def group_of(field: forms.Field | BoundField) -> FieldGroup | None:
    """Return the group in which a field is shown, or None where it stands by itself."""
    return getattr(field.field if isinstance(field, BoundField) else field, "group", None)
