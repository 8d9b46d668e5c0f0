"""Rows whose texts stand folded in the index of the search (``searching``)."""

from typing import Any

from wagtail.search import index

from .searching import searchable


class FoldedField(index.SearchField):
    """A text of a row as the search finds it."""

    def get_value(self, obj: Any) -> str:
        return searchable(super().get_value(obj))


class Searched(index.Indexed):
    """A model whose ``search_fields`` name its texts."""

    @classmethod
    def get_search_fields(cls) -> list:
        return [_folded(field) for field in super().get_search_fields()]


def _folded(field: Any) -> Any:
    if type(field) is not index.SearchField:
        return field
    return FoldedField(field.field_name, boost=field.boost, **field.kwargs)
