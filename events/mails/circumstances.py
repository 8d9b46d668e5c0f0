"""What a mail says beside the sign-up and the event: read from the database, or invented for a preview."""

from dataclasses import dataclass
from datetime import datetime

from ..models.enums import SignupState
from ..models.message import Message
from ..models.signup import Signup
from ..signups import place_in_queue


@dataclass(frozen=True)
class Wording:
    """What staff wrote, and in which language."""

    subject: str
    body: str
    language: str


@dataclass(frozen=True)
class Circumstances:
    """``had_a_date``: the person ever got the calendar entry, so it is changed or taken back."""

    place: int | None = None
    had_a_date: bool = False
    old_start: datetime | None = None
    old_place: str = ""
    message: Wording | None = None


def circumstances_of(signup: Signup, payload: dict, language: str) -> Circumstances | None:
    """Return what is true at this moment; None when what the mail is about is gone or was told anew since."""
    if "sequence" in payload and payload["sequence"] != signup.event.seat_book.sequence:
        return None
    message = None
    if "message" in payload:
        message = _wording(payload["message"], language)
        if message is None:
            return None
    old_start = payload.get("old_start")
    return Circumstances(
        place=place_in_queue(signup),
        had_a_date=signup.steps.filter(to_state=SignupState.CONFIRMED).exists(),
        old_start=datetime.fromisoformat(old_start) if old_start else None,
        old_place=payload.get("old_place", ""),
        message=message,
    )


def _wording(pk: int, language: str) -> Wording | None:
    message = Message.objects.filter(pk=pk).first()
    if message is None:
        return None
    text = message.text_in(language)
    return Wording(text.subject, text.body, text.language)
