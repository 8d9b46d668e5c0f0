"""The filter by event, whose names are told apart by their dates."""

import django_filters

from ...models.event import Event
from .names import dated


class DatedEventField(django_filters.fields.ModelChoiceField):
    def label_from_instance(self, event: Event) -> str:
        return dated(event)


class DatedEventFilter(django_filters.ModelChoiceFilter):
    field_class = DatedEventField
