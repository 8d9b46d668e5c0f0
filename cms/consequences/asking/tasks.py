"""What should have happened by itself and waits for an answer: each a line on the first page of the admin."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin.utils import quote
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext
from wagtail.admin.ui.components import Component
from wagtail.admin.utils import get_latest_str
from wagtail.models import DraftStateMixin, Page, Revision
from wagtail.snippets.models import get_snippet_models

from ...languages.core.permissions import may_publish

# Beyond that a list is no help; those that are due longest come first.
MOST = 20


@dataclass(frozen=True)
class Task:
    """What waits, and the screen on which it is answered."""

    sentence: str
    url: str


Source = Callable[[AbstractBaseUser], Iterable[Task]]
_sources: list[Source] = []


def add_source(source: Source) -> None:
    """Let a room name what else waits for an answer of this user. Entered twice, it counts once."""
    if source not in _sources:
        _sources.append(source)


class UnansweredPanel(Component):
    """Shown only while something waits."""

    name = "unanswered"
    template_name = "consequences/admin/unanswered.html"
    order = 40

    def __init__(self, tasks: list[Task]) -> None:
        self.tasks = tasks

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"tasks": self.tasks}


def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Put the panel on the first page of the admin (hook ``construct_homepage_panels``)."""
    if tasks := tasks_of(request.user):
        panels.append(UnansweredPanel(tasks))


def tasks_of(user: AbstractBaseUser) -> list[Task]:
    """Return what waits for an answer that this user may give."""
    now = timezone.now()
    own = [*_not_published(user, now), *_not_taken_down(user, now)]
    return own + [task for source in _sources for task in source(user)]


def _not_published(user: AbstractBaseUser, now: datetime) -> Iterator[Task]:
    overdue = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")
    for revision in overdue[:MOST]:
        thing = revision.content_object
        if thing is None or not may_publish(thing.specific if isinstance(thing, Page) else thing, user):
            continue
        text = gettext("“%(name)s” was to go live on %(moment)s and waits for your answer.")
        words = {"name": get_latest_str(thing), "moment": _moment(revision.approved_go_live_at)}
        yield Task(text % words, reverse("consequences_question", args=["publish", revision.pk]))


def _not_taken_down(user: AbstractBaseUser, now: datetime) -> Iterator[Task]:
    for model in _models_with_drafts():
        for thing in model.objects.filter(live=True, expire_at__lt=now).order_by("expire_at")[:MOST]:
            if may_publish(thing, user):
                text = gettext("“%(name)s” was to be taken down on %(moment)s and waits for your answer.")
                words = {"name": get_latest_str(thing), "moment": _moment(thing.expire_at)}
                yield Task(text % words, _unpublish_url(thing))


def _models_with_drafts() -> list[type[DraftStateMixin]]:
    return [Page, *(model for model in get_snippet_models() if issubclass(model, DraftStateMixin))]


def _unpublish_url(thing: Any) -> str:
    if isinstance(thing, Page):
        return reverse("wagtailadmin_pages:unpublish", args=[thing.pk])
    return reverse(type(thing).snippet_viewset.get_url_name("unpublish"), args=[quote(thing.pk)])


def _moment(moment: datetime) -> str:
    return formats.date_format(timezone.localtime(moment), "DATETIME_FORMAT")
