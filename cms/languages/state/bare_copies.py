"""Copies of a snippet without drafts that nobody has translated yet: they are German, and stay the German of now."""

from collections.abc import Iterable

from wagtail.models import TranslatableMixin

from ..core.shared_fields import is_source
from .untranslated import is_bare_copy, texts_to_translate


def bare_copies_of(german: TranslatableMixin) -> list[TranslatableMixin]:
    """Return the other languages that only repeat what stands in the database of a German snippet."""
    if not german.pk or not is_source(german):
        return []
    rows = type(german)._base_manager.filter(translation_key=german.translation_key)
    stored = rows.filter(pk=german.pk).first()
    return [row for row in rows.exclude(pk=german.pk) if is_bare_copy(row, stored)] if stored else []


def let_follow(copies: Iterable[TranslatableMixin], german: TranslatableMixin) -> None:
    """Write what German says now into the copies: the German of before would pass for their own language."""
    texts = {name: getattr(german, name) for name in texts_to_translate(german)}
    type(german)._base_manager.filter(pk__in=[copy.pk for copy in copies]).update(**texts)
