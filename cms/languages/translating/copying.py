"""A copy of a page in all its languages: translators go on with the copy's sentences as with those of the original.

wagtail-localize knows a sentence by its place in one page: without its rows for the new one, every copied translation
would be an ordinary page. What names a day is marked, because the copy is for another one.
"""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationSource,
)

from ..models import KeptTranslation, TranslationState
from ..state.kept_translations import kept_sentences
from ..state.named_dates import dated_texts, dates_in
from ..state.source_texts import texts_of


def carry_translations_over(old: Page, new: Page, *, without: Collection[str], years: set[int]) -> None:
    """Give the translations of ``new`` what those of ``old`` have: their sentences, and how they stand.

    Both are German. ``without`` names the fields that the copy has left empty. Whatever names a day or one of
    ``years`` counts as said of another German text, until somebody has looked at it.
    """
    twins = list(Page.objects.filter(translation_key=new.translation_key).exclude(pk=new.pk).specific())
    for twin in twins:
        _carry_state(old, new, twin, without, years)
    work = Translation.objects.filter(
        source__object_id=old.translation_key, enabled=True, target_locale__in=[twin.locale_id for twin in twins]
    ).exclude(target_locale__language_code=settings.SIMPLE_LANGUAGE)
    if not work:
        return
    source = TranslationSource.get_or_create_from_instance(new)[0]
    for translation in work.select_related("target_locale"):
        Translation.objects.create(source=source, target_locale=translation.target_locale)
        _carry_sentences(old, source, translation, years)
        _carry_overrides(old, source, translation)


def _carry_state(old: Page, new: Page, twin: Page, without: Collection[str], years: set[int]) -> None:
    texts = texts_of(new)
    before = TranslationState.objects.filter(translation_key=old.translation_key, locale=twin.locale_id).first()
    tied = before.german if before else texts
    tied = {path: text for path, text in tied.items() if path.split(".")[0] not in without}
    tied |= dict.fromkeys(dated_texts(new, years), [])
    tied |= {path: [] if path in texts else text for path, text in dated_texts(twin, years).items()}
    TranslationState.objects.update_or_create(
        translation_key=new.translation_key,
        locale_id=twin.locale_id,
        defaults={"german": tied, "outdated_since": None if tied == texts else timezone.now()},
    )


def _carry_sentences(old: Page, source: TranslationSource, translation: Translation, years: set[int]) -> None:
    locale, places = translation.target_locale, _places(source)
    here = set(StringSegment.objects.filter(source=source).values_list("context__path", "string"))
    there = StringTranslation.objects.filter(context__object_id=old.translation_key, locale=locale)
    originals = [
        one
        for one in there.select_related("context", "translation_of")
        if (one.context.path, one.translation_of_id) in here
    ]
    copies = StringTranslation.objects.bulk_create(_copy_of(one, places[one.context.path]) for one in originals)
    twin = Page.objects.get(translation_key=old.translation_key, locale=locale)
    kept = dict(kept_sentences(twin).values_list("translation", "german_before"))
    marks = []
    for original, copy in zip(originals, copies, strict=True):
        german = original.translation_of.data
        is_dated = dates_in(german, settings.LANGUAGE_CODE, years) or dates_in(copy.data, locale.language_code, years)
        if original.pk in kept or is_dated:
            before = kept.get(original.pk, german)
            marks.append(KeptTranslation(translation=copy, german_before=before, kept_at=copy.updated_at))
    KeptTranslation.objects.bulk_create(marks)


def _carry_overrides(old: Page, source: TranslationSource, translation: Translation) -> None:
    places = _places(source)
    here = set(OverridableSegment.objects.filter(source=source).values_list("context__path", flat=True))
    there = SegmentOverride.objects.filter(
        context__object_id=old.translation_key, locale=translation.target_locale, context__path__in=here
    )
    SegmentOverride.objects.bulk_create(
        _copy_of(one, places[one.context.path]) for one in there.select_related("context")
    )


def _places(source: TranslationSource) -> dict[str, int]:
    return dict(TranslationContext.objects.filter(object_id=source.object_id).values_list("path", "pk"))


def _copy_of(row: Any, place: int) -> Any:
    """Return the same for another place; its times are those of now."""
    values = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key
    }
    return type(row)(**{**values, "context_id": place})
