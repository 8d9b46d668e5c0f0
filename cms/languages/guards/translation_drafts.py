"""What wagtail-localize writes reaches visitors by publishing only.

Its editor saves the row that visitors see before it publishes, and also where it only keeps a draft or where a gate
then refuses to publish. Here the text goes into the revision alone, from which publishing takes it.
"""

from functools import wraps

from wagtail.models import DraftStateMixin, Page, TranslatableMixin

from ..state.untranslated import refuse_german_sentences
from .follow_source import restrict_like_german

MARK = "_comes_from_wagtail_localize"


def mark_translations() -> None:
    """Let each translation that wagtail-localize fetches to write into it carry a mark, and stay as restricted."""
    from wagtail_localize.models import TranslationSource

    theirs = TranslationSource.get_translated_instance
    if getattr(theirs, MARK, False):
        return

    @wraps(theirs)
    def ours(self: TranslationSource, locale) -> TranslatableMixin:
        instance = theirs(self, locale)
        setattr(instance, MARK, True)
        return instance

    def restrict(self: TranslationSource, original: Page, translation: Page) -> None:
        restrict_like_german(translation)

    setattr(ours, MARK, True)
    TranslationSource.get_translated_instance = ours
    # Theirs forgets the groups, and opens a translation that is restricted alone.
    TranslationSource.sync_view_restrictions = restrict


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
