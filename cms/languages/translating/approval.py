"""Submitting a translation for approval and withdrawing it; wagtail-localize's editor knows only "publish"."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import ngettext
from wagtail.models import TranslatableMixin, WorkflowMixin, WorkflowState
from wagtail_localize.models import Translation

from ..core.permissions import is_locked_for, may_edit, may_publish
from ..state.untranslated import count_german_sentences


class NotSubmitted(Exception):
    """The translation can't be submitted now; the message is for the translator."""


@dataclass(frozen=True)
class Approval:
    """How far a translation is on its way to approval, and what this user can do about it.

    ``comment`` is what the approver wrote when asking for changes, ``by`` who submitted it or who asked for changes.
    """

    is_waiting: bool = False
    changes_requested: bool = False
    comment: str = ""
    by: Any = None
    since: datetime | None = None
    can_submit: bool = False
    can_withdraw: bool = False
    is_locked: bool = False


def approval_of(translation: TranslatableMixin, user) -> Approval:
    """Return where this page or snippet stands in its workflow; without one there is nothing to do."""
    if not isinstance(translation, WorkflowMixin):
        return Approval()
    state = translation.current_workflow_state
    way = Approval(can_submit=can_submit(translation, user), is_locked=is_locked_for(translation, user))
    if state is None:
        return way
    task = state.current_task_state
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return replace(way, changes_requested=True, comment=task.comment, by=task.finished_by, since=task.finished_at)
    # Who approves publishes it, or asks for changes.
    may_withdraw = state.user_can_cancel(user) and may_edit(translation, user) and not may_publish(translation, user)
    return replace(way, is_waiting=True, by=state.requested_by, since=task.started_at, can_withdraw=may_withdraw)


def can_submit(translation: TranslatableMixin, user) -> bool:
    """Return whether the user may ask somebody else to publish this: it has a workflow and isn't waiting in it."""
    if not isinstance(translation, WorkflowMixin):
        return False
    if not may_edit(translation, user) or may_publish(translation, user) or is_locked_for(translation, user):
        return False
    return translation.has_workflow and not translation.workflow_in_progress


@transaction.atomic
def submit_for_approval(translation: Any, user) -> None:
    """Save what was translated as a draft and start the workflow with it, or go on with it after changes.

    Raises NotSubmitted while sentences are still in German.
    """
    if number := count_german_sentences(translation):
        text = ngettext(
            "It was not submitted: %(number)d sentence is still in German. Translate it first.",
            "It was not submitted: %(number)d sentences are still in German. Translate them first.",
            number,
        )
        raise NotSubmitted(text % {"number": number})
    by_sentence = Translation.objects.filter(
        source__object_id=translation.translation_key, target_locale=translation.locale_id, enabled=True
    ).first()
    if by_sentence is not None:
        by_sentence.save_target(user=user, publish=False)
        translation.refresh_from_db()
    state = translation.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
    else:
        translation.get_workflow().start(translation, user)


@transaction.atomic
def withdraw(translation: Any, user) -> bool:
    """Take the submission back, so that it can be changed again; return False where this user can't."""
    if not approval_of(translation, user).can_withdraw:
        return False
    translation.current_workflow_state.cancel(user=user)
    return True
