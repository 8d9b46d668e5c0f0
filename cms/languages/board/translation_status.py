"""How one translation stands beside the live German version: for the screens that tell it."""

from dataclasses import dataclass
from datetime import datetime

from wagtail.models import TranslatableMixin

from ..models import TranslationState
from ..state.source_texts import Change
from ..state.translation_state import Status, changes_since, german_of, status_of
from .sections import label_of


@dataclass(frozen=True)
class Standing:
    """``changes`` is what German says today and didn't say in the text to which the translation is tied."""

    german: TranslatableMixin
    status: Status
    label: str
    outdated_since: datetime | None
    changes: list[Change]


def standing_of(translation: TranslatableMixin) -> Standing | None:
    """Return how a translation stands, or None where there is no live German version to compare it with."""
    german = german_of(translation)
    if german is None:
        return None
    state = TranslationState.objects.filter(
        translation_key=translation.translation_key, locale=translation.locale_id
    ).first()
    status = status_of(translation, german, state)
    return Standing(
        german,
        status,
        label_of(status),
        state.outdated_since if state else None,
        changes_since(translation, german),
    )
