"""Makes the drafts of a new event: its form, its facts and its German page, all of them or none."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.html import escape
from wagtail.log_actions import log
from wagtail.rich_text import RichText

from cms.models import User

from ...models.event import Event
from ...models.signup_form import SignupForm
from ...pages.event_index_page import EventIndexPage
from ...pages.event_page import EventPage
from .programme import Part


def event_index() -> EventIndexPage | None:
    """Return the German list of events, below which the pages of events stand."""
    return EventIndexPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).order_by("path").first()


@transaction.atomic
def make_event(event: Event, form: SignupForm | None, texts: Mapping[str, Any], index: EventIndexPage, user: User):
    """Save the drafts and return the page. Raises ValidationError by the rules of the models."""
    if form is not None and form.pk is None:
        _save_draft(form, user)
    event.signup_form = form
    _save_draft(event, user)
    page = EventPage(
        title=event.name,
        summary=texts["summary"],
        invited=_paragraphs(texts["invited"]),
        programme=_programme(texts["programme"]),
        body=[("text", RichText(_paragraphs(texts["text"])))] if texts["text"] else [],
        event=event,
        locale=index.locale,
        owner=user,
        live=False,
        has_unpublished_changes=True,
    )
    index.add_child(instance=page)
    log(instance=page, action="wagtail.create", user=user)
    page.save_revision(user=user, log_action=True)
    return page


def _save_draft(thing: Event | SignupForm, user: User) -> None:
    thing.live, thing.has_unpublished_changes = False, True
    thing.full_clean()
    thing.save()
    log(instance=thing, action="wagtail.create", user=user)
    thing.save_revision(user=user, log_action=True)


def _paragraphs(text: str) -> str:
    """Return what was typed as the editor keeps it: an empty line ends a paragraph, others stay lines."""
    paragraphs = [part.strip() for part in text.split("\n\n")]
    return "".join(f"<p>{'<br/>'.join(_lines(part))}</p>" for part in paragraphs if part)


def _lines(paragraph: str) -> list[str]:
    return [escape(line.strip()) for line in paragraph.split("\n")]


def _programme(parts: Iterable[Part]) -> list[tuple[str, dict[str, Any]]]:
    return [("item", {"time": part.time, "title": part.title, "text": ""}) for part in parts]
