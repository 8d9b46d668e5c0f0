"""Who answers for consequences: the person in front of the screen, or a command that says its name."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from wagtail.models import Revision

from .consequence import Action, Answered, Consequence, as_answered, covers
from .models import Answer

Seen = Mapping[str, Mapping[str, Answered]]


@dataclass(frozen=True)
class Given:
    """An answer that is being given: ``seen`` is what was on the screen, by subject; None agrees to everything.

    ``choice`` is the one that was picked, where there was something to choose.
    """

    by: AbstractBaseUser | str
    seen: Seen | None
    choice: str = ""

    def covers(self, action: Action, subject: Model, consequences: Iterable[Consequence]) -> bool:
        if self.seen is None:
            return True
        return covers(self.seen.get(name_of(action, subject), {}), consequences)


_given: ContextVar[Given | None] = ContextVar("given_answer", default=None)


@contextmanager
def answered_by(by: AbstractBaseUser | str, seen: Seen | None = None, choice: str = "") -> Iterator[None]:
    """Let ``by``, a person or the name of a command, answer for what is published, taken down or deleted inside.

    A person has ``seen`` certain consequences, and answers for these only, with this ``choice``.
    """
    token = _given.set(Given(by, seen, choice))
    try:
        yield
    finally:
        _given.reset(token)


def given_now() -> Given | None:
    return _given.get()


def name_of(action: Action, subject: Model) -> str:
    """Return how a token names what is asked about."""
    return f"{action.value} {subject._meta.label_lower} {subject.pk}"


def note(
    given: Given, action: Action, subject: Model, consequences: Iterable[Consequence], revision: Revision | None = None
) -> Answer:
    """Write down who answered for what."""
    is_person = not isinstance(given.by, str)
    return Answer.objects.create(
        content_type=ContentType.objects.get_for_model(subject),
        object_id=str(subject.pk),
        object_name=str(subject)[:255],
        revision=revision,
        action=action,
        kinds=as_answered(consequences, given.choice),
        person=given.by if is_person else None,
        by="" if is_person else given.by,
    )


def is_answered(subject: Model, consequences: list[Consequence], revision: Revision | None = None) -> bool:
    """Return whether somebody answered for these consequences before; ``revision`` asks for an answer about it."""
    answers = Answer.objects.filter(content_type=ContentType.objects.get_for_model(subject), object_id=str(subject.pk))
    if revision is not None:
        answers = answers.filter(revision=revision)
    return not consequences or any(covers(kinds, consequences) for kinds in answers.values_list("kinds", flat=True))


def latest_answer(subjects: Iterable[Model], consequences: list[Consequence]) -> Mapping[str, Answered] | None:
    """Return what was last answered about one of these subjects and covers the consequences; None where nobody did."""
    about = Q()
    for subject in subjects:
        about |= Q(content_type=ContentType.objects.get_for_model(subject), object_id=str(subject.pk))
    answers = Answer.objects.filter(about).order_by("-answered_at", "-pk").values_list("kinds", flat=True)
    return next((kinds for kinds in answers if covers(kinds, consequences)), None)
