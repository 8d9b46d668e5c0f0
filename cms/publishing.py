"""Publishes and takes down what editors have scheduled; one of the worker's jobs."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model, QuerySet
from wagtail.models import DraftStateMixin, Page, Revision

from .ground.publish_refusal import PublishRefused

logger = logging.getLogger(__name__)


def publish_scheduled(now: datetime) -> int:
    """Do what is due and return how much was done.

    The same as Wagtail's command, but what can't be published (a gate refuses it) doesn't hold up the rest, and of
    several workers one does each thing: it holds the row for so long, and the others look again when they have it.
    """
    done = 0
    for expired in _expired(now):
        for pk in list(expired.order_by("expire_at").values_list("pk", flat=True)):
            done += _attempt(expired, pk, _take_down)
    due = Revision.objects.filter(approved_go_live_at__lt=now)
    for pk in list(due.order_by("approved_go_live_at").values_list("pk", flat=True)):
        done += _attempt(due, pk, _publish)
    return done


def _expired(now: datetime) -> list[QuerySet]:
    drafted = [
        model for model in apps.get_models() if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    return [model.objects.filter(live=True, expire_at__lt=now) for model in [Page, *drafted]]


def _take_down(thing: Any) -> None:
    specific = thing.specific if isinstance(thing, Page) else thing
    specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish(revision: Revision) -> None:
    revision.publish(log_action="wagtail.publish.scheduled")


def _attempt(due: QuerySet, pk: int, action: Callable[[Any], None]) -> int:
    thing: Model | None = None
    try:
        with transaction.atomic():
            thing = due.select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()
            if thing is None:
                # Another worker has it, or had it.
                return 0
            action(thing)
    except PublishRefused as refused:
        # It stands on the first page of the admin until somebody answers or changes it.
        logger.info("%r is scheduled and waits: %s", thing, refused)
        return 0
    except Exception:
        logger.exception("%r is scheduled and can't be published or taken down.", thing or pk)
        return 0
    return 1
