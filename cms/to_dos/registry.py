"""What waits for somebody of the staff: rooms enter functions that know of it, the first page of the admin shows it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum

from django.contrib.auth.models import AbstractBaseUser


class Urgency(IntEnum):
    """In which order the list stands."""

    # Should have happened already, or went wrong
    OVERDUE = 1
    # Has a day
    SOON = 2
    # Somebody else can't go on before
    AWAITED = 3
    WHEN_THERE_IS_TIME = 4
    # Waits for somebody else
    UNDER_WAY = 5


@dataclass(frozen=True)
class Step:
    """A decision that can be taken in the list; ``asks`` when a question with a comment comes first."""

    label: str
    url: str
    asks: bool = False


@dataclass(frozen=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True)
class ToDo:
    """One thing that waits, as a sentence, and the screen on which it is done."""

    sentence: str
    url: str
    urgency: Urgency
    icon: str
    quote: str = ""
    steps: tuple[Step, ...] = ()
    links: tuple[Link, ...] = ()


# Beyond that a list is no help; each source names so many at most, those first that wait longest.
MOST = 20
Source = Callable[[AbstractBaseUser], Iterable[ToDo]]
_sources: list[Source] = []


def add_source(source: Source) -> None:
    """Let a room name what waits for this user, who may do it. Entered twice, it counts once."""
    if source not in _sources:
        _sources.append(source)


def to_dos_of(user: AbstractBaseUser) -> list[ToDo]:
    """Return what waits for somebody, the most urgent first; what is equally urgent stands as the rooms named it."""
    return sorted((to_do for source in _sources for to_do in source(user)), key=lambda to_do: to_do.urgency)
