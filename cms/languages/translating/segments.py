"""Writes down the sentences of a German text for wagtail-localize, all at once.

Theirs looks for each sentence, its place and its row one after the other: nine statements a sentence, and more where
each paragraph is a block of its own. The rows are the same.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid5

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Model, QuerySet
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    String,
    StringSegment,
    Template,
    TemplateSegment,
    TranslatableObject,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.segments import OverridableSegmentValue, RelatedObjectSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments

# Each row of a kind, with the columns that its value brings.
Contents = list[tuple[Any, tuple[Any, ...]]]


@transaction.atomic
def refresh_segments(source: TranslationSource) -> None:
    """Bring the rows of a source in line with its text; what the text no longer has goes."""
    instance = source.as_instance()
    values: dict[type[Model], list] = defaultdict(list)
    paths: dict[str, None] = {}
    for value in extract_segments(instance):
        values[_segment_of(value)].append(value)
        paths[value.path] = None
    contexts = _contexts(source, instance, list(paths))
    for model, (columns, contents_of) in SEGMENTS.items():
        contents = contents_of(source, values[model])
        rows = {(contexts[value.path], value.order, *content): None for value, content in contents}
        _bring_in_line(source, model, ("context_id", "order", *columns), rows)


def _segment_of(value: Any) -> type[Model]:
    if isinstance(value, TemplateSegmentValue):
        return TemplateSegment
    if isinstance(value, RelatedObjectSegmentValue):
        return RelatedObjectSegment
    if isinstance(value, OverridableSegmentValue):
        return OverridableSegment
    return StringSegment


def _contexts(source: TranslationSource, instance: Model, paths: list[str]) -> dict[str, int]:
    def make(path: str) -> TranslationContext:
        return TranslationContext(
            object_id=source.object_id,
            path_id=TranslationContext._get_path_id(path),
            path=path,
            field_path=_field_path(path, instance),
        )

    found = _found_or_made(TranslationContext.objects.filter(object_id=source.object_id), "path", paths, make)
    for context in found.values():
        # Rows of an old version lack it.
        context.get_field_path(instance)
    return {path: context.pk for path, context in found.items()}


def _field_path(path: str, instance: Model) -> str:
    # Theirs saves what it finds, and a row that is still to be made can't be saved so.
    unsaved = SimpleNamespace(path=path, field_path="", save=lambda **kwargs: None)
    return TranslationContext.get_field_path(unsaved, instance)


def _strings(source: TranslationSource, values: list) -> Contents:
    hashes = [String._get_data_hash(value.string.data) for value in values]
    texts = {data_hash: value.string.data for data_hash, value in zip(hashes, values, strict=True)}

    def make(data_hash: UUID) -> String:
        return String(locale_id=source.locale_id, data_hash=data_hash, data=texts[data_hash])

    found = _found_or_made(String.objects.filter(locale_id=source.locale_id), "data_hash", list(texts), make)
    return [(value, (found[data_hash].pk, _json(value.attrs))) for data_hash, value in zip(hashes, values, strict=True)]


def _templates(source: TranslationSource, values: list) -> Contents:
    uuids = [uuid5(uuid5(Template.BASE_UUID_NAMESPACE, value.format), value.template) for value in values]
    by_uuid = dict(zip(uuids, values, strict=True))

    def make(uuid: UUID) -> Template:
        value = by_uuid[uuid]
        return Template(
            uuid=uuid, template=value.template, template_format=value.format, string_count=value.string_count
        )

    found = _found_or_made(Template.objects.all(), "uuid", list(by_uuid), make)
    return [(value, (found[uuid].pk,)) for uuid, value in zip(uuids, values, strict=True)]


def _objects(source: TranslationSource, values: list) -> Contents:
    content_types = {value.translation_key: value.content_type for value in values}

    def make(key: UUID) -> TranslatableObject:
        return TranslatableObject(translation_key=key, content_type=content_types[key])

    found = _found_or_made(TranslatableObject.objects.all(), "translation_key", list(content_types), make)
    return [(value, (found[value.translation_key].pk,)) for value in values]


def _overridables(source: TranslationSource, values: list) -> Contents:
    return [(value, (_json(value.data),)) for value in values]


def _json(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder)


SEGMENTS: dict[type[Model], tuple[tuple[str, ...], Callable[[TranslationSource, list], Contents]]] = {
    StringSegment: (("string_id", "attrs"), _strings),
    TemplateSegment: (("template_id",), _templates),
    RelatedObjectSegment: (("object_id",), _objects),
    OverridableSegment: (("data_json",), _overridables),
}


def _found_or_made(known: QuerySet, name: str, keys: list, make: Callable[[Any], Model]) -> dict[Any, Any]:
    """Return the rows by the value of a column; the missing ones are made in this order."""
    found = _by(known, name, keys)
    missing = [make(key) for key in keys if key not in found]
    if missing:
        # Another request may make the same now.
        known.model._default_manager.bulk_create(missing, ignore_conflicts=True)
        found = _by(known, name, keys)
    return found


def _by(known: QuerySet, name: str, keys: list) -> dict[Any, Any]:
    return {getattr(row, name): row for row in known.filter(**{f"{name}__in": keys})} if keys else {}


def _bring_in_line(
    source: TranslationSource, model: type[Model], columns: tuple[str, ...], wanted: Mapping[tuple, None]
) -> None:
    rows = model._default_manager.filter(source=source).order_by("pk").values_list("pk", *columns)
    there: dict[tuple, int] = {}
    gone = []
    for pk, *row in rows:
        if tuple(row) in wanted and tuple(row) not in there:
            there[tuple(row)] = pk
        else:
            gone.append(pk)
    if gone:
        model._default_manager.filter(pk__in=gone).delete()
    model._default_manager.bulk_create(
        model(source=source, **dict(zip(columns, row, strict=True))) for row in wanted if row not in there
    )
