"""The rows that wagtail-localize keeps of German texts, made its way or ours."""

from collections.abc import Callable, Iterable
from textwrap import dedent

from django.db import transaction
from wagtail.models import TranslatableMixin
from wagtail_localize import models as localize
from wagtail_localize.models import TranslationSource

from tests.upstream import source_of

PLACE = ("source__object_id", "context__path", "context__field_path", "context__path_id", "order")
COLUMNS = {
    localize.TranslatableObject: ("translation_key", "content_type__model"),
    localize.TranslationContext: ("object_id", "path_id", "path", "field_path"),
    localize.String: ("locale__language_code", "data_hash", "data"),
    localize.Template: ("uuid", "template", "template_format", "string_count"),
    localize.StringSegment: (*PLACE, "string__data", "attrs"),
    localize.TemplateSegment: (*PLACE, "template__uuid"),
    localize.RelatedObjectSegment: (*PLACE, "object_id"),
    localize.OverridableSegment: (*PLACE, "data_json"),
}


def theirs() -> Callable[[TranslationSource], None]:
    """Their method, read from its file: in its place stands ours."""
    names = dict(vars(localize))
    exec(dedent("    " + source_of("wagtail_localize.models.TranslationSource.refresh_segments").lstrip()), names)
    return names["refresh_segments"]


def rows() -> dict[str, list[tuple]]:
    """All rows there are, by their kind, in the order in which they were made."""
    return {
        model.__name__: list(model.objects.order_by("pk").values_list(*columns)) for model, columns in COLUMNS.items()
    }


def rows_made_by(refresh: Callable[[TranslationSource], None], instances: Iterable[TranslatableMixin]) -> dict:
    """The rows after these texts were read by this method; nothing of them stays."""
    method = TranslationSource.refresh_segments
    TranslationSource.refresh_segments = refresh
    try:
        with transaction.atomic():
            for instance in instances:
                TranslationSource.update_or_create_from_instance(instance)
            found = rows()
            transaction.set_rollback(True)
    finally:
        TranslationSource.refresh_segments = method
    return found
