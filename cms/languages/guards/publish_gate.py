from datetime import datetime

from django.db import models, transaction
from django.utils import timezone
from wagtail.models import Revision

from cms.consequences.consequence import Action
from cms.consequences.gate import require_answer

from ..state.untranslated import refuse_german_sentences
from .follow_source import refuse_before_german
from .going_along import needed_drafts, publish_along, refuse_to_take_along


class PublishGate(models.Model):
    """Stands before Wagtail's own way of whatever is translated and has drafts, pages and snippets alike."""

    # They come from Wagtail, behind this class.
    live: bool
    live_revision: Revision | None
    go_live_at: datetime | None

    class Meta:
        abstract = True

    def refuse_publication(self) -> None:
        """Raise PublishRefused where this, as it stands in a draft, must not go live at its time.

        Asked by ``publish`` and by the page editor's button, which doesn't call it.
        """
        refuse_german_sentences(self)
        refuse_before_german(self, self.go_live_at)

    def prepare_publication(self) -> None:
        """Do what must be done before it goes live, once nothing refuses any more."""

    def needed_drafts(self) -> list:
        """Return the drafts that have to go live with this one, in this order, each as it would then be."""
        return []

    def publish(self, revision, user=None, *args, **kwargs) -> None:
        """Publish it and the drafts that it needs, all or nothing, now or at its time.

        Raises PublishRefused, of which Unanswered is one.
        """
        draft = revision.as_object()
        with transaction.atomic():
            draft.refuse_publication()
            refuse_to_take_along(draft, None if kwargs.get("skip_permission_checks") else user)
            require_answer(Action.PUBLISH, draft, revision)
            if not _is_for_later(draft):
                publish_along(needed_drafts(draft), user)
            self.prepare_publication()
            super().publish(revision, user, *args, **kwargs)  # type: ignore[misc]

    def unpublish(self, set_expired=False, *args, **kwargs) -> None:
        """Take it down. Raises Unanswered; an expiry was answered for when it was set."""
        if self.live:
            require_answer(Action.UNPUBLISH, self, self.live_revision if set_expired else None)
        super().unpublish(set_expired, *args, **kwargs)  # type: ignore[misc]

    def delete(self, *args, **kwargs) -> tuple:
        """Delete it. Raises Unanswered."""
        require_answer(Action.DELETE, self)
        return super().delete(*args, **kwargs)


def _is_for_later(draft: PublishGate) -> bool:
    return draft.go_live_at is not None and draft.go_live_at > timezone.now()
