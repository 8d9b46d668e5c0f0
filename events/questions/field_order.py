"""In which order visitors are asked: what has to be said first, what nobody has to say folded behind it."""

from collections.abc import Collection

from django import forms

from cms.forms.field_group import FieldGroup, group_of, put_into

OPTIONAL = FieldGroup("optional", "events/components/optional_fields.html")


def required_first(fields: dict[str, forms.Field], *, in_sight: Collection[str] = ()) -> dict[str, forms.Field]:
    """Return the fields in their order, those that may stay empty as one group behind the others.

    What is ``in_sight`` is not folded; groups that there are already, such as access needs, come last.
    """
    grouped = {name: field for name, field in fields.items() if group_of(field)}
    first = {name: field for name, field in fields.items() if field.required or name in in_sight}
    optional = {name: field for name, field in fields.items() if name not in first and name not in grouped}
    put_into(OPTIONAL, optional)
    return {**first, **optional, **grouped}
