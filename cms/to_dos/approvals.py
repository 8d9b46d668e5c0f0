"""What was submitted for approval, for whoever approves it; what became of it, for whoever submitted it."""

from collections.abc import Iterator

from django.contrib.admin.utils import quote
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext
from wagtail.admin.utils import get_latest_str, get_user_display_name
from wagtail.models import Locale, Page, Revision, TaskState, WorkflowState

from cms.languages.core.admin_addresses import edit_url
from cms.texts.direction import isolated

from .registry import MOST, Link, Step, ToDo, Urgency


def to_approve(user: AbstractBaseUser) -> Iterator[ToDo]:
    """Yield what this user may approve, the oldest first."""
    waiting = TaskState.objects.reviewable_by(user).select_related(
        "task", "revision", "revision__user__wagtail_userprofile", "workflow_state__requested_by__wagtail_userprofile"
    )
    waiting = waiting.annotate(before=Revision.objects.previous_revision_id_subquery())
    waiting = waiting.prefetch_related("revision__content_object__latest_revision").order_by("started_at")
    languages = _languages()
    steps: dict[int, list[tuple]] = {}
    for state in waiting[:MOST]:
        if thing := state.revision.content_object:
            # Whoever may decide may decide the same of all that waits in a task.
            if state.task_id not in steps:
                steps[state.task_id] = state.task.specific.get_actions(thing, user)
            yield _to_approve(state, thing, steps[state.task_id], languages)


def changes_wanted(user: AbstractBaseUser) -> Iterator[ToDo]:
    """Yield what this user submitted and got back, with what was said about it."""
    languages = _languages()
    for state in _submitted_by(user).filter(status=WorkflowState.STATUS_NEEDS_CHANGES)[:MOST]:
        if thing := state.content_object:
            decided = state.current_task_state
            words = {"thing": _named(thing, languages), "name": _name(decided.finished_by)}
            text = gettext("%(name)s asks for changes: %(thing)s") if words["name"] else gettext("Changes: %(thing)s")
            yield ToDo(text % words, edit_url(thing), Urgency.AWAITED, "edit", quote=decided.comment)


def under_way(user: AbstractBaseUser) -> Iterator[ToDo]:
    """Yield what this user submitted and nobody has decided yet."""
    languages = _languages()
    for state in _submitted_by(user).filter(status=WorkflowState.STATUS_IN_PROGRESS)[:MOST]:
        if thing := state.content_object:
            words = {"thing": _named(thing, languages), "moment": _moment(state.created_at)}
            text = gettext("Submitted by you on %(moment)s, not approved yet: %(thing)s")
            yield ToDo(text % words, edit_url(thing), Urgency.UNDER_WAY, "history")


def _submitted_by(user: AbstractBaseUser) -> QuerySet[WorkflowState]:
    states = WorkflowState.objects.filter(requested_by=user, current_task_state__isnull=False)
    states = states.select_related("current_task_state__finished_by__wagtail_userprofile")
    return states.prefetch_related("content_object__latest_revision").order_by("created_at")


def _to_approve(state: TaskState, thing, actions: list[tuple], languages: dict[int, str]) -> ToDo:
    words = {
        "thing": _named(thing, languages),
        "name": _name(state.workflow_state.requested_by or state.revision.user),
        "moment": _moment(state.started_at),
    }
    text = gettext("To approve: %(thing)s, submitted on %(moment)s")
    if words["name"]:
        text = gettext("To approve: %(thing)s, submitted by %(name)s on %(moment)s")
    steps = tuple(
        Step(str(label), reverse(_route(thing, "workflow_action"), args=[quote(thing.pk), name, state.pk]), asks)
        # What is done most stands first.
        for name, label, asks in sorted(actions, key=lambda action: action[0] != "approve")
    )
    return ToDo(text % words, edit_url(thing), Urgency.AWAITED, "check", steps=steps, links=tuple(_looks(state, thing)))


def _looks(state: TaskState, thing) -> Iterator[Link]:
    """Yield the ways to see what would be approved."""
    if isinstance(thing, Page):
        address = [quote(thing.pk), state.task_id]
        yield Link(gettext("Preview"), reverse(_route(thing, "workflow_preview"), args=address))
    before = "live" if getattr(thing, "live_revision_id", None) else state.before
    if before:
        address = [quote(thing.pk), before, state.revision_id]
        yield Link(gettext("What changes"), reverse(_route(thing, "revisions_compare"), args=address))


def _route(thing, name: str) -> str:
    return f"wagtailadmin_pages:{name}" if isinstance(thing, Page) else thing.snippet_viewset.get_url_name(name)


def _named(thing, languages: dict[int, str]) -> str:
    """Return its title with its language, where it has one."""
    language = languages.get(getattr(thing, "locale_id", None))
    title = gettext("“%(title)s”") % {"title": isolated(get_latest_str(thing))}
    return f"{title} ({isolated(language)})" if language else title


def _languages() -> dict[int, str]:
    return {locale.pk: locale.get_display_name() for locale in Locale.objects.all()}


def _name(user: AbstractBaseUser | None) -> str:
    return get_user_display_name(user) if user else ""


def _moment(moment) -> str:
    return formats.date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
