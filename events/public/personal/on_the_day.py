"""What somebody with a seat needs on the day: when the doors open, what to bring, how to get in."""

from dataclasses import dataclass
from datetime import datetime, time

from django.utils import timezone, translation

from ...mails.participants_note import participants_note
from ...models.signup import Signup
from ..answers import Surroundings
from .check_in_code import CheckInCode, check_in_code


@dataclass(frozen=True)
class OnTheDay:
    """``doors_at`` is set where the programme begins before the event; ``note`` and its ``note_lang`` are editors'."""

    doors_at: time | None
    note: str
    note_lang: str
    reminder_days: int
    code: CheckInCode


def on_the_day(signup: Signup, around: Surroundings) -> OnTheDay:
    """Return what this person needs."""
    note, note_lang = participants_note(signup.event, translation.get_language())
    return OnTheDay(
        doors_at=_doors_at(around, timezone.localtime(signup.event.starts_at)),
        note=note,
        note_lang=note_lang,
        reminder_days=signup.event.reminder_days,
        code=check_in_code(signup),
    )


def _doors_at(around: Surroundings, starts_at: datetime) -> time | None:
    """Return when the programme begins, where that is before the event does, such as for the registration."""
    times = [block.value["time"] for block in around.page.programme] if around.page else []
    first = min(filter(None, times), default=None)
    return first if first and first < starts_at.time() else None
