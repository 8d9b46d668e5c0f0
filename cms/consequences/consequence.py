from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NotRequired, TypedDict

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# People sign up while an editor reads the question: so many more are no reason to ask again.
MORE_IN_ANY_CASE = 2
MORE_PER_CENT = 10


class Action(TextChoices):
    """``PUBLISH``: become what visitors see, now or at its time; for what has no drafts, to be saved."""

    PUBLISH = "publish", _("publish")
    UNPUBLISH = "unpublish", _("take down")
    DELETE = "delete", _("delete")


class Answered(TypedDict):
    """``choice`` is there where the editor chose whom to tell, or what else."""

    number: int
    what: str
    choice: NotRequired[str]


@dataclass(frozen=True)
class Choice:
    """One way in which a consequence may come about: what is kept of it, and what the editor reads."""

    value: str
    label: str


@dataclass(frozen=True)
class Consequence:
    """One thing that happens to people.

    ``kind`` names it once and for all; ``number`` counts those whom it concerns; ``sentence`` says it in the editor's
    language. ``what`` says exactly what, in no language, such as the new date: another one is asked anew. ``tells`` is
    set where people get a mail. ``url`` is where the editor reads what goes live along with it. Where there are
    ``choices`` the editor picks one, the first as things stand.
    """

    kind: str
    number: int
    sentence: str
    what: str = ""
    tells: bool = False
    url: str = ""
    choices: tuple[Choice, ...] = ()

    def chosen(self, value: str) -> str:
        """Return the choice of this name, or else the first one."""
        return value if value in [choice.value for choice in self.choices] else self.choices[0].value


def as_answered(consequences: Iterable[Consequence], choice: str = "") -> dict[str, Answered]:
    """Return what an answer to these consequences covers, with what was chosen, ready for JSON."""
    answered: dict[str, Answered] = {}
    for one in consequences:
        answered[one.kind] = {"number": one.number, "what": one.what}
        if one.choices:
            answered[one.kind]["choice"] = one.chosen(choice)
    return answered


def covers(answered: Mapping[str, Answered], consequences: Iterable[Consequence]) -> bool:
    """Return whether nothing among the consequences is more, or something else, than what was answered."""
    return all(_is_covered(answered.get(one.kind), one) for one in consequences)


def _is_covered(answered: Answered | None, consequence: Consequence) -> bool:
    if answered is None or answered["what"] != consequence.what:
        return False
    number = answered["number"]
    return consequence.number <= number + max(MORE_IN_ANY_CASE, number * MORE_PER_CENT // 100)
