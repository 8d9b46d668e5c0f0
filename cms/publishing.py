"""Publishes and takes down what editors have scheduled; one of the worker's jobs."""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from wagtail.models import DraftStateMixin, Page, Revision

from .ground.publish_refusal import PublishRefused

logger = logging.getLogger(__name__)


def publish_scheduled(now: datetime) -> int:
    """Do what is due and return how much was done.

    The same as Wagtail's command, but what can't be published (a gate refuses it) doesn't hold up the rest.
    """
    done = 0
    for page_or_snippet in _expired(now):
        done += _attempt(
            page_or_snippet.unpublish, page_or_snippet, set_expired=True, log_action="wagtail.unpublish.scheduled"
        )
    for revision in Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at"):
        done += _attempt(revision.publish, revision, log_action="wagtail.publish.scheduled")
    return done


def _expired(now: datetime) -> Iterator[Any]:
    drafted = [
        model for model in apps.get_models() if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    for model in [Page, *drafted]:
        for thing in list(model.objects.filter(live=True, expire_at__lt=now).order_by("expire_at")):
            yield thing.specific if isinstance(thing, Page) else thing


def _attempt(action: Callable[..., Any], subject: Any, **options: Any) -> int:
    try:
        action(**options)
    except PublishRefused as refused:
        # It stands on the first page of the admin until somebody answers or changes it.
        logger.info("%r is scheduled and waits: %s", subject, refused)
        return 0
    except Exception:
        logger.exception("%r is scheduled and can't be published or taken down.", subject)
        return 0
    return 1
