"""Publishes a German page or snippet and all that is translated of it in one go: all of it, or nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from wagtail.models import DraftStateMixin, Page, TranslatableMixin
from wagtail_localize.models import StringTranslation, Translation

from ...consequences.gate import Unanswered
from ...ground.publish_refusal import PublishRefused
from ..core.permissions import is_locked_for, may_publish
from ..core.public_languages import PublicLanguage, describe
from ..core.shared_fields import is_source
from ..state.untranslated import count_german_sentences


@dataclass(frozen=True)
class Version:
    """What would go live in one language; ``obstacle`` says why it can't, or why this user can't make it."""

    instance: Any
    language: PublicLanguage
    is_new: bool
    obstacle: str


class NotTogether(Exception):
    """Nothing was published; the message says which language stands in the way, and why."""


def versions_to_publish(german: TranslatableMixin, user) -> list[Version]:
    """Return each language in which something waits to be published, German first; nothing for what has no drafts."""
    if not isinstance(german, DraftStateMixin):
        return []
    model = Page if isinstance(german, Page) else type(german)
    all_of_it = model._base_manager.filter(translation_key=german.translation_key).select_related("locale")
    versions = [_version(one.specific if isinstance(one, Page) else one, user) for one in all_of_it if _waits(one)]
    return sorted(versions, key=lambda version: (not is_source(version.instance), version.language.name))


def publish_together(german: TranslatableMixin, user) -> list[Version]:
    """Publish all that waits, German first, and return it. Raises NotTogether, and Unanswered.

    Where German goes live later, the others do so at the same time.
    """
    versions = versions_to_publish(german, user)
    moment = goes_live_at(german)
    for version in versions:
        if version.obstacle:
            raise NotTogether(_in(version, version.obstacle))
    with transaction.atomic():
        for version in versions:
            try:
                _newest_draft(version.instance, user, moment).publish(user=user)
            except Unanswered:
                raise
            except PublishRefused as refused:
                raise NotTogether(_in(version, str(refused))) from refused
            except ValidationError as error:
                raise NotTogether(_in(version, " ".join(error.messages))) from error
    return versions


def goes_live_at(german: Any) -> datetime | None:
    """Return the moment in the future for which the German draft is meant, or None."""
    moment = german.get_latest_revision_as_object().go_live_at
    return moment if moment is not None and moment > timezone.now() else None


def _waits(version: Any) -> bool:
    if getattr(version, "alias_of_id", None):
        return False
    return not version.live or version.has_unpublished_changes or _has_newer_sentences(version)


def _has_newer_sentences(version: Any) -> bool:
    """What is translated sentence by sentence is in no revision before it is submitted or published."""
    published_at = version.last_published_at
    return (
        published_at is not None
        and StringTranslation.objects.filter(
            context__object_id=version.translation_key, locale=version.locale_id, updated_at__gt=published_at
        ).exists()
    )


def _version(instance: Any, user) -> Version:
    language = describe(instance.locale.language_code)
    return Version(instance, language, not instance.live, _obstacle(instance, user))


def _obstacle(instance: Any, user) -> str:
    if not may_publish(instance, user):
        return gettext("You have no right to publish it. Ask somebody who has it.")
    if is_locked_for(instance, user):
        return gettext("Somebody has locked it, or others are to approve it.")
    if number := count_german_sentences(instance):
        text = ngettext("%(number)d sentence is still in German.", "%(number)d sentences are still in German.", number)
        return text % {"number": number}
    return ""


def _newest_draft(instance: Any, user, moment: datetime | None) -> Any:
    by_sentence = Translation.objects.filter(
        source__object_id=instance.translation_key, target_locale=instance.locale_id, enabled=True
    ).first()
    if by_sentence is not None:
        by_sentence.save_target(user=user, publish=False)
        instance.refresh_from_db()
    draft = instance.get_latest_revision_as_object()
    if instance.latest_revision is not None and (moment is None or draft.go_live_at == moment):
        return instance.latest_revision
    draft.go_live_at = moment or draft.go_live_at
    return draft.save_revision(user=user)


def _in(version: Version, why: str) -> str:
    return gettext("Nothing was published. %(language)s: %(why)s") % {"language": version.language.name, "why": why}
