"""After each save the next step is offered, and nobody ends in a bare list."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from wagtail.admin import messages

from cms.languages.board.sections import board_languages, cells_of
from cms.languages.core.admin_addresses import edit_url
from cms.languages.core.shared_fields import is_source
from cms.languages.state.translation_state import Status

from ...models.event import Event
from ...pages.event_page import EventPage

# What Wagtail's buttons send.
SUBMITTED = ("action-submit", "action-restart-workflow")


def after_saving_a_page(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Stay at the page that was submitted, and offer its translations (hook ``after_edit_page``)."""
    if not _is_german_event_page(page) or not any(name in request.POST for name in SUBMITTED):
        return None
    text = gettext("“%(title)s” waits for approval, with all that goes live with it.")
    messages.success(request, text % {"title": page.title}, buttons=_translations(request, page))
    return redirect(edit_url(page))


def after_publishing_a_page(request: HttpRequest, page: Any) -> None:
    """Offer the languages that are missing (hook ``after_publish_page``)."""
    page = page.specific
    if _is_german_event_page(page) and (buttons := _translations(request, page)):
        messages.info(request, gettext("Next: the other languages."), buttons=buttons)


def after_saving_an_event(request: HttpRequest, event: Any) -> None:
    """Lead from the facts to the page (hooks ``after_create_snippet`` and ``after_edit_snippet``)."""
    if not isinstance(event, Event) or request.headers.get("Accept") == "application/json":
        return
    page = event.pages.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    if page is not None:
        buttons = [messages.button(edit_url(page), gettext("Go to the page"))]
        text = gettext("Next: the page of the event, with which a draft of the facts goes live.")
        messages.info(request, text if not event.live else gettext("The page of the event shows it."), buttons=buttons)


def _is_german_event_page(page: Any) -> bool:
    return isinstance(page, EventPage) and is_source(page)


def _translations(request: HttpRequest, page: EventPage) -> list[tuple]:
    languages = board_languages()
    return [
        messages.button(cell.url, f"{cell.action}: {language.name}")
        for language, cell in zip(languages, cells_of(page, request.user, languages), strict=True)
        if cell.status == Status.MISSING and cell.url
    ]
