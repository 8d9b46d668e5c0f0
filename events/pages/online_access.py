"""The way into an online event: for whoever has a seat for sure, and for nobody else."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from cms.texts.characters import plain
from cms.texts.foreign_language import foreign_language

from ..models.enums import SignupState
from ..models.event import Event
from ..models.signup import Signup


@dataclass(frozen=True)
class OnlineAccess:
    """``link`` is empty as long as there is none; ``dial_in_lang`` where only the German text exists."""

    link: str
    dial_in: str
    dial_in_lang: str


def online_access(signup: Signup, language: str) -> OnlineAccess | None:
    """Return what this person needs to take part online; None where the event is not online or the seat not sure."""
    event = signup.event
    if not event.is_online or signup.state != SignupState.CONFIRMED:
        return None
    text, code = text_for_participants(event, "dial_in", language)
    return OnlineAccess(event.online_link, text, code)


def text_for_participants(
    event: Event, field: str, language: str, instead: Mapping[str, str] | None = None
) -> tuple[str, str]:
    """Return a text of the event's page in ``language`` and, where only the German one exists, its language code.

    ``instead`` are texts that are about to be published. Both are empty where no page has one. A translation that only
    repeats the German text counts as German.
    """
    german = settings.LANGUAGE_CODE
    pages = event.pages.filter(live=True, locale__language_code__in=[language, german])
    stored = dict(pages.values_list("locale__language_code", field))
    texts = {code: plain(text).strip() for code, text in {**stored, **(instead or {})}.items()}
    own = texts.get(language, "")
    if own and own != texts.get(german):
        return own, ""
    text = texts.get(german, "")
    return text, foreign_language(german, language) if text else ""
