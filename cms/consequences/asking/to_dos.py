"""What should have happened by itself and waits for an answer, on the first page of the admin."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib.admin.utils import quote
from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext
from wagtail.admin.utils import get_latest_str
from wagtail.models import DraftStateMixin, Page, Revision
from wagtail.snippets.models import get_snippet_models

from ...languages.core.permissions import may_publish
from ...to_dos.registry import MOST, ToDo, Urgency


def unanswered(user: AbstractBaseUser) -> Iterator[ToDo]:
    """Yield what waits for an answer that this user may give."""
    now = timezone.now()
    yield from _not_published(user, now)
    yield from _not_taken_down(user, now)


def _not_published(user: AbstractBaseUser, now: datetime) -> Iterator[ToDo]:
    overdue = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")
    overdue = overdue.prefetch_related("content_object__latest_revision")
    for revision in overdue[:MOST]:
        thing = revision.content_object
        if thing is None or not may_publish(thing.specific if isinstance(thing, Page) else thing, user):
            continue
        text = gettext("“%(name)s” was to go live on %(moment)s and waits for your answer.")
        words = {"name": get_latest_str(thing), "moment": _moment(revision.approved_go_live_at)}
        url = reverse("consequences_question", args=["publish", revision.pk])
        yield ToDo(text % words, url, Urgency.OVERDUE, "warning")


def _not_taken_down(user: AbstractBaseUser, now: datetime) -> Iterator[ToDo]:
    for model in _models_with_drafts():
        for thing in model.objects.filter(live=True, expire_at__lt=now).order_by("expire_at")[:MOST]:
            if may_publish(thing, user):
                text = gettext("“%(name)s” was to be taken down on %(moment)s and waits for your answer.")
                words = {"name": get_latest_str(thing), "moment": _moment(thing.expire_at)}
                yield ToDo(text % words, _unpublish_url(thing), Urgency.OVERDUE, "warning")


def _models_with_drafts() -> list[type[DraftStateMixin]]:
    return [Page, *(model for model in get_snippet_models() if issubclass(model, DraftStateMixin))]


def _unpublish_url(thing: Any) -> str:
    if isinstance(thing, Page):
        return reverse("wagtailadmin_pages:unpublish", args=[thing.pk])
    return reverse(type(thing).snippet_viewset.get_url_name("unpublish"), args=[quote(thing.pk)])


def _moment(moment: datetime) -> str:
    return formats.date_format(timezone.localtime(moment), "DATETIME_FORMAT")
