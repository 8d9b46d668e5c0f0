"""Changes of events that would be told to people, and that nobody answered for."""

from collections.abc import Iterator

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from cms.to_dos.registry import ToDo, Urgency

from ..models.event import Event
from ..signups.announcing import is_news, may_be_announced
from ..signups.arrival import page_texts


def unannounced(user: AbstractBaseUser) -> Iterator[ToDo]:
    """Yield the events whose people don't know yet what is live; to publish them again asks."""
    if not user.has_perm("events.publish_event"):
        return
    now = timezone.now()
    events = Event.objects.published().not_over(now).filter(seat_book__isnull=False)
    found = list(events.select_related("venue", "seat_book").order_by("starts_at", "pk"))
    texts = page_texts(found)
    for event in found:
        if is_news(event, event.seat_book, texts[event.pk]) and not may_be_announced(event, now):
            text = gettext("The people of “%(name)s” have not been told yet what changed: your answer is needed.")
            yield ToDo(text % {"name": event.name}, _question_url(event), Urgency.OVERDUE, "warning")


def _question_url(event: Event) -> str:
    if event.live_revision_id:
        return reverse("consequences_question", args=["publish", event.live_revision_id])
    return reverse(Event.snippet_viewset.get_url_name("edit"), args=[event.pk])
