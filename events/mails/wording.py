"""What editors wrote for a mail, in the place of what the software brings."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..models.enums import SignupState
from ..models.mail_text import IN_BRACKETS, MailText, MailTextKind


@dataclass(frozen=True)
class Worded:
    """The words of editors for one mail; what is empty stays as the software has it."""

    subject: str = ""
    opening: str = ""
    addition: str = ""


def text_kind(kind: str, state: str, *, is_request: bool, has_started: bool) -> str:
    """Return which text belongs to a mail of this kind; empty for a message, which staff word themselves."""
    if kind == "please_confirm" and is_request:
        return MailTextKind.PLEASE_CONFIRM_REQUEST
    if kind == "already_registered" and state == SignupState.PENDING:
        return MailTextKind.ALREADY_REQUESTED
    if kind == "reopened" and state == SignupState.WAITING:
        return MailTextKind.REOPENED_WAITING
    if kind == "offer_lapsed" and has_started:
        return MailTextKind.OFFER_LAPSED_STARTED
    return MailTextKind(kind) if kind in MailTextKind.values else ""


def live_text(kind: str, language: str) -> MailText | None:
    """Return what is published in this language and no other: nobody gets German who reads Arabic."""
    return MailText.objects.filter(kind=kind, locale__language_code=language, live=True).first() if kind else None


def worded(text: MailText | None, values: Mapping[str, str]) -> Worded:
    """Return the words with their placeholders filled in."""
    if text is None:
        return Worded()

    def fill(words: str) -> str:
        return IN_BRACKETS.sub(lambda found: values.get(found[1], found[0]), words).strip()

    return Worded(fill(text.subject), fill(text.opening), fill(text.addition))
