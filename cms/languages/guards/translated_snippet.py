"""What every snippet that is translated has: no German goes out as if it were in another language.

``TranslatedDraft`` is for those with drafts, ``TranslatedSnippet`` for those that are seen from their beginning. A
system check refuses a translatable model that is neither of them nor a page of ours (``cms.checks``).
"""

from django.db import models, transaction
from wagtail.models import DraftStateMixin, RevisionMixin, TranslatableMixin, WorkflowMixin

from cms.consequences.consequence import Action
from cms.consequences.gate import require_answer
from cms.ground.as_read import TellsOfChanges
from cms.ground.saved_meanwhile import AsksBeforeReplacing

from ..core.shared_fields import is_source, pass_on_to_snippets
from ..state.bare_copies import bare_copies_of, let_follow
from ..state.translation_state import note_published
from .minor_change import MinorChange, TranslatedForm
from .publish_gate import PublishGate
from .translation_drafts import stays_a_draft


class FormWithoutDrafts(TellsOfChanges, TranslatedForm):
    """What it saves is read at once, so it asks before it overwrites what its writer hasn't seen."""


class FormWithDrafts(AsksBeforeReplacing, TranslatedForm):
    """What it saves is a draft; what somebody else saved meanwhile it replaces only when its writer says so."""


class TranslatedSnippet(MinorChange, TranslatableMixin, models.Model):
    """Has no drafts: its row is what people read, so every save is a publish."""

    base_form_class = FormWithoutDrafts

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def save(self, *args, **kwargs) -> None:
        """Save it; the other languages learn whether they still say the same.

        Raises PublishRefused while sentences are still in German, and Unanswered.
        """
        if stays_a_draft(self):
            return
        with transaction.atomic():
            require_answer(Action.PUBLISH, self)
            copies = bare_copies_of(self)
            super().save(*args, **kwargs)
            let_follow(copies, self)
            if is_source(self):
                pass_on_to_snippets(self)
            note_published(self)

    def delete(self, *args, **kwargs) -> tuple:
        """Delete it. Raises Unanswered."""
        require_answer(Action.DELETE, self)
        return super().delete(*args, **kwargs)


class TranslatedDraft(
    MinorChange, PublishGate, WorkflowMixin, DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model
):
    """Is changed in a draft that somebody else approves; the row is what people read."""

    base_form_class = FormWithDrafts

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def save(self, *args, **kwargs) -> None:
        """Save it; what wagtail-localize writes waits in the revision until it is published."""
        if kwargs.get("update_fields") or not stays_a_draft(self):
            super().save(*args, **kwargs)

    def publish(self, revision, *args, **kwargs) -> None:
        """Publish it; what belongs to no language stays equal in all. Raises PublishRefused."""
        with transaction.atomic():
            super().publish(revision, *args, **kwargs)
            if is_source(self):
                pass_on_to_snippets(self)
