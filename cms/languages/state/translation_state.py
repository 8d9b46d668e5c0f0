"""Knows of every translation whether it still says what German says. Computed when something is published.

Nobody has to press a button for a translation to be found out of date; only a person can say that it still holds.
"""

import hashlib
import json
from datetime import datetime
from enum import StrEnum

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, TranslatableMixin
from wagtail_localize.models import Translation

from ..models import KeptTranslation, TranslationState
from .kept_translations import bring_german_to_translators, kept_sentences
from .source_texts import Change, Texts, changes_between, texts_of
from .untranslated import is_bare_copy


class Status(StrEnum):
    MISSING = "missing"
    DRAFT = "draft"
    CURRENT = "current"
    OUTDATED = "outdated"


class GermanChanged(Exception):
    """The German text is another one than the one that was looked at."""


@transaction.atomic
def note_published(instance: TranslatableMixin) -> None:
    """Take note that a page or snippet may have gone live just now. Once more does no harm.

    Publishing for later changes nothing that visitors see, and so nothing here.
    """
    live = type(instance)._base_manager.filter(pk=instance.pk).first()
    if live is None or not is_live(live) or not live.locale_id:
        return
    if live.locale.language_code == settings.LANGUAGE_CODE:
        _german_published(live)
    else:
        _translation_published(live)


def note_begun(translation: TranslatableMixin) -> None:
    """Take note of the German text from which somebody begins to write a version of their own."""
    german = german_of(translation)
    if german is not None:
        _state(translation, texts_of(german), german)


@transaction.atomic
def confirm(translation: TranslatableMixin, digest: str) -> None:
    """Say that a translation says the same as the German text of now. Raises GermanChanged when that is another one."""
    german = german_of(translation)
    if german is None:
        return
    texts = texts_of(german)
    if digest_of(texts) != digest:
        raise GermanChanged
    state = _state(translation, texts, german)
    KeptTranslation.objects.filter(pk__in=kept_sentences(translation)).delete()
    _tie(state, texts, texts, german)


def status_of(
    translation: TranslatableMixin | None, german: TranslatableMixin, state: TranslationState | None
) -> Status:
    """Return how a translation stands, of what is at hand: no query."""
    if translation is None or getattr(translation, "alias_of_id", None):
        return Status.MISSING
    if not is_live(translation) or (
        not isinstance(translation, DraftStateMixin | Page) and is_bare_copy(translation, german)
    ):
        return Status.DRAFT
    return Status.OUTDATED if state is not None and state.outdated_since else Status.CURRENT


def changes_since(translation: TranslatableMixin, german: TranslatableMixin) -> list[Change]:
    """Return what German says today and didn't say in the text to which the translation is tied."""
    state = TranslationState.objects.filter(
        translation_key=translation.translation_key, locale=translation.locale_id
    ).first()
    return changes_between(state.german, texts_of(german), type(german)) if state else []


def digest_of(texts: Texts) -> str:
    """Return a short name of exactly these texts."""
    return hashlib.sha256(json.dumps(texts, sort_keys=True).encode()).hexdigest()[:32]


def german_of(translation: TranslatableMixin) -> TranslatableMixin | None:
    """Return the live German version, or None where there is none or this is it."""
    if translation.locale.language_code == settings.LANGUAGE_CODE:
        return None
    german = type(translation)._base_manager.filter(
        translation_key=translation.translation_key, locale__language_code=settings.LANGUAGE_CODE
    )
    return next((one for one in german if is_live(one)), None)


def is_live(instance: TranslatableMixin) -> bool:
    """Return whether visitors see it; what has no drafts is seen from its beginning."""
    return bool(getattr(instance, "live", True))


def _german_published(german: TranslatableMixin) -> None:
    now, texts = timezone.now(), texts_of(german)
    own, is_first = TranslationState.objects.get_or_create(
        translation_key=german.translation_key, locale_id=german.locale_id, defaults={"german": texts}
    )
    before = texts if is_first else own.german
    if before == texts and not is_first:
        return
    is_minor = bool(getattr(german, "minor_change", False))
    bring_german_to_translators(german, is_minor=is_minor)
    _tie(own, texts, texts, german)
    twins = type(german)._base_manager.filter(translation_key=german.translation_key).exclude(pk=german.pk)
    for twin in twins.select_related("locale"):
        state = _state(twin, before, german)
        tied = _with_minor_change(state.german, before, texts) if is_minor else state.german
        _tie(state, tied, texts, german, now)


def _translation_published(translation: TranslatableMixin) -> None:
    german = german_of(translation)
    if german is None:
        return
    texts = texts_of(german)
    state = _state(translation, texts, german)
    if not _is_translated_by_sentence(translation):
        # A text of its own: that it was published doesn't say that it follows the German changes.
        _tie(state, state.german, texts, german)
        return
    kept = set(kept_sentences(translation).values_list("translation__context__path", flat=True))
    tied = {path: state.german.get(path, text) if path in kept else text for path, text in texts.items()}
    _tie(state, tied, texts, german)


def _with_minor_change(tied: Texts, before: Texts, after: Texts) -> Texts:
    """Return the texts to which a translation is tied when only what it was tied to anyway moves on."""
    held = {path for path in before.keys() | after.keys() if tied.get(path) == before.get(path)}
    return {path: text for path, text in tied.items() if path not in held} | {
        path: text for path, text in after.items() if path in held
    }


def _tie(state: TranslationState, tied: Texts, german_now: Texts, german, now: datetime | None = None) -> None:
    state.german = tied
    if tied == german_now:
        state.outdated_since = None
        state.german_revision_id = getattr(german, "live_revision_id", None)
    else:
        state.outdated_since = state.outdated_since or now or timezone.now()
    state.save()


def _state(translation: TranslatableMixin, german_texts: Texts, german: TranslatableMixin) -> TranslationState:
    state, _is_new = TranslationState.objects.get_or_create(
        translation_key=translation.translation_key,
        locale_id=translation.locale_id,
        defaults={"german": german_texts, "german_revision_id": getattr(german, "live_revision_id", None)},
    )
    return state


def _is_translated_by_sentence(translation: TranslatableMixin) -> bool:
    return Translation.objects.filter(
        source__object_id=translation.translation_key, target_locale=translation.locale_id, enabled=True
    ).exists()
