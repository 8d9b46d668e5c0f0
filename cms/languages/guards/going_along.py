"""The drafts that something depends on go live with it: in their order, in its transaction, by the same approval.

They are consequences of the publish like any other, so whoever publishes is asked once, on every road. An answer holds
for exactly the drafts that were shown; one that somebody changes afterwards is asked about anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from wagtail.log_actions import registry
from wagtail.models import DraftStateMixin

from cms.consequences.answers import answered_by, given_now
from cms.consequences.consequence import Action, Consequence
from cms.consequences.registry import consequences_of

from ...ground.publish_refusal import PublishRefused
from ..core.admin_addresses import edit_url
from ..core.permissions import is_locked_for, may_publish
from ..state.untranslated import count_german_sentences


def needed_drafts(draft: Any) -> Sequence[Any]:
    """Return what has to go live with this draft, in this order; nothing where its model knows of none."""
    return getattr(draft, "needed_drafts", list)()


def of_going_along(draft: Any) -> Iterator[Consequence]:
    """Yield that each of the drafts goes live, and what that does to people (a rule of the consequences)."""
    for needed in needed_drafts(draft):
        name = needed._meta.label_lower
        words = {**_words(needed), "moment": _moment(needed.latest_revision and needed.latest_revision.created_at)}
        text = gettext("%(kind)s “%(name)s” goes live with it, as it was saved on %(moment)s.") % words
        exactly = f"{needed.pk} {needed.latest_revision_id}"
        yield Consequence(f"along {name}", 0, text, exactly, url=edit_url(needed))
        for one in consequences_of(Action.PUBLISH, needed):
            yield replace(one, kind=f"{one.kind} {name}")


def refuse_to_take_along(draft: Any, user: Any) -> None:
    """Raise PublishRefused where a draft that is needed can't go live with this one, or not by this user.

    Without a user a schedule is due, which was asked for by somebody who had the rights; or wagtail-localize's editor
    publishes, which names nobody, and whoever answered is asked for the rights.
    """
    given = given_now()
    if user is None and given is not None and not isinstance(given.by, str):
        user = given.by
    for needed in needed_drafts(draft):
        if user is not None:
            _refuse_without_right(needed, user)
        _refuse_earlier(needed, draft.go_live_at)
        _refuse_faults(needed)


def ready_draft_of(german: Any, locale_id: int) -> Any | None:
    """Return the draft of a German snippet in another language that could go live now, or None.

    None also where it was taken down on purpose, and where German sentences or faults are left: it waits then.
    """
    twins = type(german)._base_manager.filter(translation_key=german.translation_key, locale=locale_id)
    twin = twins.first() if german.live else None
    if twin is None or twin.live or _was_taken_down(twin) or count_german_sentences(twin):
        return None
    draft = twin.get_latest_revision_as_object()
    try:
        draft.full_clean()
    except ValidationError:
        return None
    return draft


def _was_taken_down(snippet: Any) -> bool:
    # The moment of the first publish says nothing: a translation begins as a copy, with that of German.
    return registry.get_logs_for_instance(snippet).filter(action="wagtail.unpublish").exists()


def publish_along(needed: Iterable[Any], user: Any) -> None:
    """Publish these drafts; whoever answered for the whole answers for each. Raises PublishRefused."""
    given = given_now()
    with answered_by(given.by if given else "whoever published what needs it"):
        for draft in needed:
            row = _locked_row(draft)
            if row.live:
                continue
            if row.latest_revision_id != draft.latest_revision_id:
                text = gettext("%(kind)s “%(name)s” was changed just now. Look at it, then publish again.")
                raise PublishRefused(text % _words(draft))
            revision = row.latest_revision or row.save_revision(user=user, clean=False)
            revision.publish(user=user, skip_permission_checks=True)


def _locked_row(draft: DraftStateMixin) -> Any:
    # Not against those who refer to the row, as new sign-ups do.
    return type(draft)._base_manager.select_for_update(no_key=True).get(pk=draft.pk)


def _refuse_without_right(needed: Any, user: Any) -> None:
    if not may_publish(needed, user):
        text = gettext(
            "It was not published: %(kind)s “%(name)s” would go live with it, and you have no right to publish "
            "anything of the kind “%(kinds)s”. Ask somebody who has it."
        )
        raise PublishRefused(text % {**_words(needed), "kinds": capfirst(needed._meta.verbose_name_plural)})
    if is_locked_for(needed, user):
        text = gettext(
            "It was not published: %(kind)s “%(name)s” would go live with it, and somebody has locked that, or others "
            "are to approve it."
        )
        raise PublishRefused(text % _words(needed))


def _refuse_earlier(needed: Any, wanted: datetime | None) -> None:
    if needed.go_live_at and needed.go_live_at > (wanted or timezone.now()):
        text = gettext(
            "%(kind)s “%(name)s” goes live only on %(moment)s. Choose the same time or a later one here, or take the "
            "time away there."
        )
        raise PublishRefused(text % {**_words(needed), "moment": _moment(needed.go_live_at)})


def _refuse_faults(needed: Any) -> None:
    try:
        needed.full_clean()
    except ValidationError as error:
        text = gettext("It was not published: %(kind)s “%(name)s” would go live with it, and can't yet. %(faults)s")
        raise PublishRefused(text % {**_words(needed), "faults": " ".join(_faults(needed, error))}) from error


def _faults(needed: Any, error: ValidationError) -> Iterator[str]:
    for name, messages in error.message_dict.items():
        field = next((field for field in needed._meta.fields if field.name == name), None)
        yield f"{capfirst(field.verbose_name)}: {' '.join(messages)}" if field else " ".join(messages)


def _words(thing: Any) -> dict[str, str]:
    return {"kind": str(capfirst(thing._meta.verbose_name)), "name": str(thing)}


def _moment(moment: datetime | None) -> str:
    return formats.date_format(timezone.localtime(moment), "DATETIME_FORMAT")
