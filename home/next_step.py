"""The one thing that the home page asks its readers to do."""

from dataclasses import dataclass
from datetime import datetime

from wagtail.models import Locale

from events.pages.facts import Facts
from events.signups import SignupStatus

from .models.process import ProcessPage


@dataclass(frozen=True)
class NextStep:
    """Where the main button leads. ``starts_at`` is that of an event; without one it is the page of the process."""

    url: str
    starts_at: datetime | None = None
    is_waiting_list: bool = False


def next_step(coming: list[Facts], locale: Locale) -> NextStep | None:
    """Return the soonest event with seats that is open to everybody, else a waiting list, else the process, or None."""
    for status in (SignupStatus.OPEN, SignupStatus.WAITING_LIST):
        for facts in _for_everybody(coming, status):
            return NextStep(facts.signup_url or "", facts.starts_at, status == SignupStatus.WAITING_LIST)
    process = ProcessPage.objects.live().public().filter(locale=locale).first()
    return NextStep(process.url) if process else None


def has_seats(coming: list[Facts]) -> bool:
    """Return whether one of these events has seats for everybody."""
    return bool(_for_everybody(coming, SignupStatus.OPEN))


def _for_everybody(coming: list[Facts], status: SignupStatus) -> list[Facts]:
    # The form of an invited event asks for a code that this reader has hardly got.
    for_everybody = [facts for facts in coming if facts.event.has_a_date and not facts.by_invitation]
    return [facts for facts in for_everybody if facts.signup_url and facts.signup_status == status]
