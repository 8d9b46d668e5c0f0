"""In the question before people are told: what they will read, in each language, and the note that goes out with it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext

from cms.consequences.answers import answered_by
from cms.consequences.gate import Unanswered
from cms.consequences.parts import QuestionPart, enter_part
from cms.languages.core.permissions import is_locked_for, may_publish
from cms.languages.core.public_languages import PublicLanguage, public_languages
from cms.languages.translating.one_text import publish_text
from cms.models import User
from cms.texts.characters import plain

from ...consequences.of_venues import news_of_events
from ...mails import Preview, announcement, sample_mail
from ...models.event import Event
from ...models.venue import Venue
from ...pages.event_page import EventPage
from ...signups.arrival import PageTexts

FIELD = "participants-note-{}"
# The kinds of consequences whose mail is shown, with the kind of the mail.
SHOWN = {
    "mail_moved": "moved",
    "mail_changed": "changed",
    "mail_postponed": "postponed",
    "mail_cancelled": "event_cancelled",
}
WITH_A_NOTE = ("moved", "changed")


@dataclass(frozen=True)
class Told:
    """What people read in one language; ``field`` is empty where this editor can't change the note there."""

    language: PublicLanguage
    mail: Preview
    note: str
    field: str


class TellingPart(QuestionPart):
    """Shows the mail in each open language; the subclass says of which event, and with which page."""

    template_name = "events/admin/telling.html"
    is_typed_here = False

    def context(self, request: HttpRequest, question: Unanswered) -> dict[str, Any] | None:
        kind = next((SHOWN[one.kind] for one in question.consequences if one.kind in SHOWN), "")
        event = self.event_of(question.subject) if kind else None
        if event is None:
            return None
        pages = _pages(event)
        typed = _typed(request)
        notes = {code: page.participants_note for code, page in pages.items()} | self.notes_of(question.subject)
        may_type = self.is_typed_here and kind in WITH_A_NOTE and not _goes_live_later(event)
        notes |= typed if may_type else {}
        texts = self.texts_of(question.subject, notes, pages)
        shown = []
        for language in public_languages():
            page = pages.get(language.code)
            field = FIELD.format(language.code) if may_type and page and may_change_note(page, request.user) else ""
            mail = _mail(kind, event, language.code, notes, texts)
            shown.append(Told(language, mail, notes.get(language.code, ""), field))
        return {
            "told": shown,
            "has_fields": any(one.field for one in shown),
            "has_notes": kind in WITH_A_NOTE and self.is_typed_here,
            "longest": EventPage._meta.get_field("participants_note").max_length,
        }

    def event_of(self, subject: Any) -> Event | None:
        """Return the event as it would be."""
        raise NotImplementedError

    def notes_of(self, subject: Any) -> dict[str, str]:
        """Return notes that go live with the subject, by language."""
        return {}

    def texts_of(self, subject: Any, notes: dict[str, str], pages: dict[str, EventPage]) -> PageTexts:
        german = pages.get(settings.LANGUAGE_CODE)
        return PageTexts(notes.get(settings.LANGUAGE_CODE), german.dial_in) if german else PageTexts()


class TellingOfFacts(TellingPart):
    """Facts of an event: the note is shown, and changed, before it goes out."""

    is_typed_here = True

    def event_of(self, subject: Event) -> Event:
        return subject

    def take(self, request: HttpRequest, subject: Event) -> None:
        """Publish the notes that were changed, the German one first: the others are translations of it."""
        pages, typed = _pages(subject), _typed(request)
        german_first = sorted(typed, key=lambda code: code != settings.LANGUAGE_CODE)
        longest = EventPage._meta.get_field("participants_note").max_length or 0
        for code in german_first:
            page = pages.get(code)
            if page is None or typed[code] == _cleaned(page.participants_note):
                continue
            if len(typed[code]) > longest:
                text = gettext("What participants should know has at most %(number)d characters.")
                raise ValidationError(text % {"number": longest})
            if not may_change_note(page, request.user):
                raise ValidationError(gettext("You can't change this note: somebody else works on its page."))
            # The question about the facts stands for it: nothing is told but by that answer.
            with answered_by(request.user):
                publish_text(page, "participants_note", typed[code], request.user)


class TellingOfPage(TellingPart):
    """A page on which the note, or how to take part online, has changed."""

    def event_of(self, subject: EventPage) -> Event:
        return subject.event

    def notes_of(self, subject: EventPage) -> dict[str, str]:
        return {subject.locale.language_code: subject.participants_note}

    def texts_of(self, subject: EventPage, notes: dict[str, str], pages: dict[str, EventPage]) -> PageTexts:
        return PageTexts(subject.participants_note, subject.dial_in)


class TellingOfVenue(TellingPart):
    """A place: the mail is that of the next event there."""

    def event_of(self, subject: Venue) -> Event | None:
        return next(iter(news_of_events(subject)), None)


def may_change_note(page: EventPage, user: User) -> bool:
    """Return whether this user may publish another note on the page, which nobody else works on."""
    return page.live and may_publish(page, user) and not is_locked_for(page, user)


def _pages(event: Event) -> dict[str, EventPage]:
    pages = EventPage.objects.live().filter(event=event.pk).select_related("locale")
    return {page.locale.language_code: page for page in pages}


def _typed(request: HttpRequest) -> dict[str, str]:
    prefix = FIELD.format("")
    return {name[len(prefix) :]: _cleaned(value) for name, value in request.POST.items() if name.startswith(prefix)}


def _cleaned(text: str) -> str:
    return plain(text.replace("\r\n", "\n")).strip()


def _goes_live_later(event: Event) -> bool:
    return bool(event.go_live_at)


def _mail(kind: str, event: Event, language: str, notes: dict[str, str], texts: PageTexts) -> Preview:
    if kind == "event_cancelled":
        mail = sample_mail(kind, event, language)
    else:
        mail = announcement(kind, event, language, notes, texts)
    return Preview(mail.subject, mail.text)


def enter_parts() -> None:
    """Enter them; called when the app is ready."""
    enter_part(Event, TellingOfFacts())
    enter_part(EventPage, TellingOfPage())
    enter_part(Venue, TellingOfVenue())
