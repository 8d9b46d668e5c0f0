"""What editors want people with a seat to know: a paragraph of the event's page."""

from collections.abc import Mapping

from ..models.event import Event
from ..pages.online_access import text_for_participants


def participants_note(event: Event, language: str, instead: Mapping[str, str] | None = None) -> tuple[str, str]:
    """Return the paragraph for mails in ``language`` and, where only the German one exists, its language code.

    ``instead`` are texts that are about to be published. Both are empty where no page has one. A translation that only
    repeats the German text counts as German.
    """
    return text_for_participants(event, "participants_note", language, instead)
