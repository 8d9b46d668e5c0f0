"""What wagtail-localize writes reaches visitors by publishing only.

Its editor saves the row that visitors see before it publishes, and also where it only keeps a draft or where a gate
then refuses to publish. Here the text goes into the revision alone, from which publishing takes it.
"""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING

from wagtail.models import DraftStateMixin, Locale, Page, TranslatableMixin

from ..state.untranslated import refuse_german_sentences
from .follow_source import restrict_like_german

if TYPE_CHECKING:
    from wagtail_localize.models import TranslationSource

MARK = "_comes_from_wagtail_localize"


def with_mark(get_translated_instance: Callable[..., TranslatableMixin]) -> Callable[..., TranslatableMixin]:
    """Wrap the method by which wagtail-localize fetches a translation to write into it: it then carries a mark."""

    @wraps(get_translated_instance)
    def marked(source: "TranslationSource", locale: Locale) -> TranslatableMixin:
        instance = get_translated_instance(source, locale)
        setattr(instance, MARK, True)
        return instance

    return marked


def restrict_translation(source: "TranslationSource", original: Page, translation: Page) -> None:
    """Restrict what wagtail-localize has written like its German page."""
    restrict_like_german(translation)


def stays_a_draft(instance: TranslatableMixin) -> bool:
    """Return whether a save without publishing must not touch the row.

    Where a model has no drafts there is no way to wait: PublishRefused is raised while sentences are still in German.
    """
    if not getattr(instance, MARK, False):
        return False
    if not isinstance(instance, DraftStateMixin):
        refuse_german_sentences(instance)
        return False
    return True
