"""What editors want people with a seat to know: a paragraph of the event's page."""

from django.conf import settings

from cms.texts.characters import plain
from cms.texts.foreign_language import foreign_language

from ..models.event import Event
from ..pages.event_page import EventPage


def participants_note(event: Event, language: str) -> tuple[str, str]:
    """Return the paragraph for mails in ``language`` and, where only the German one exists, its language code.

    Both are empty where no page has one. A translation that only repeats the German text counts as German.
    """
    german = settings.LANGUAGE_CODE
    pages = EventPage.objects.live().filter(event=event, locale__language_code__in=[language, german])
    notes = dict(pages.values_list("locale__language_code", "participants_note"))
    texts = {code: plain(note).strip() for code, note in notes.items()}
    own = texts.get(language, "")
    if own and own != texts.get(german):
        return own, ""
    text = texts.get(german, "")
    return text, foreign_language(german, language) if text else ""
