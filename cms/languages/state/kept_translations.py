"""Keeps a translated sentence in place when its German sentence is changed, and knows which ones were kept.

wagtail-localize knows a sentence by its exact letters: after a comma it would show, and publish, the German one.
"""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from django.db.models import F, QuerySet
from wagtail.models import TranslatableMixin
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from ..models import KeptTranslation

TAG = re.compile(r"<[^>]*>")

Strings = dict[int, list[tuple[int, str]]]


def bring_german_to_translators(german: TranslatableMixin, *, is_minor: bool = False) -> None:
    """Let wagtail-localize read the German text anew; translations of sentences that were reworded stay in place.

    They are marked as kept, unless the change is minor. Nothing happens to what nobody translates sentence by sentence.
    """
    source = TranslationSource.objects.get_for_instance_or_none(german)
    if source is None:
        return
    before = _strings(source)
    source.update_from_db()
    reworded = dict(_reworded(before, _strings(source)))
    old_strings = [old for (old, _context) in reworded]
    for translation in StringTranslation.objects.filter(translation_of__in=old_strings, has_error=False).select_related(
        "kept", "translation_of"
    ):
        new = reworded.get((translation.translation_of_id, translation.context_id))
        if new is not None:
            _carry_over(translation, new, is_minor)


def kept_sentences(instance: TranslatableMixin) -> QuerySet[KeptTranslation]:
    """Return the sentences of a translation that were kept and that nobody has saved since."""
    segments = StringSegment.objects.filter(source__object_id=instance.translation_key)
    return KeptTranslation.objects.filter(
        kept_at=F("translation__updated_at"),
        translation__locale=instance.locale_id,
        translation__context__object_id=instance.translation_key,
        translation__translation_of__in=segments.values("string"),
    )


def _strings(source: TranslationSource) -> Strings:
    found: Strings = {}
    segments = source.stringsegment_set.order_by("context", "order", "pk")
    for context, string, text in segments.values_list("context", "string", "string__data"):
        found.setdefault(context, []).append((string, text))
    return found


def _reworded(before: Strings, after: Strings) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield (old string, context) with the new string, where as many sentences stand in the place of as many."""
    for context in before.keys() & after.keys():
        old, new = before[context], after[context]
        matcher = SequenceMatcher(None, [string for string, _ in old], [string for string, _ in new], autojunk=False)
        for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
            if kind == "replace" and old_to - old_from == new_to - new_from:
                for (was, text_was), (becomes, text) in zip(old[old_from:old_to], new[new_from:new_to], strict=True):
                    # A translation with a link that German no longer has can't be shown.
                    if Counter(TAG.findall(text_was)) == Counter(TAG.findall(text)):
                        yield (was, context), becomes


def _carry_over(old: StringTranslation, new_string: int, is_minor: bool) -> None:
    new, is_new = StringTranslation.objects.get_or_create(
        translation_of_id=new_string,
        locale_id=old.locale_id,
        context_id=old.context_id,
        defaults={
            "data": old.data,
            "translation_type": old.translation_type,
            "tool_name": old.tool_name,
            "last_translated_by_id": old.last_translated_by_id,
        },
    )
    earlier: KeptTranslation | None = getattr(old, "kept", None)
    german_before = "" if is_minor else old.translation_of.data
    if earlier is not None and earlier.kept_at == old.updated_at:
        german_before = earlier.german_before
    if is_new and german_before:
        KeptTranslation.objects.create(translation=new, german_before=german_before, kept_at=new.updated_at)
