"""Options that not everybody can have, such as tables and workshops: a row for each taken place, under the lock.

Only who holds a seat holds a place; who waits has a wish. The limits are facts of the event (``Event.option_limits``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.db import OperationalError

from cms.ground.publish_refusal import PublishRefused

from ..models.event import Event
from ..models.option_seat import OptionSeat
from ..models.signup import Signup
from .refusal import Reason, Refused
from .seat_lock import lock_seat_book, lock_was_not_available
from .transition import write

Choice = tuple[str, str]
# In what was asked of somebody: the option that was full when the person came to have a seat.
FULL = "full"


@dataclass(frozen=True)
class OptionBook:
    """The limits of an event, and the numbers that are taken of each option."""

    event: Event
    taken: dict[Choice, set[int]]

    @property
    def full(self) -> frozenset[Choice]:
        return frozenset(choice for choice, limit in _limits(self.event).items() if self._left(choice, limit) <= 0)

    def refuse_full(self, answers: Mapping[str, Any], people: int = 1) -> None:
        """Raise Refused(OPTION_FULL) where a chosen option has no places left for so many people."""
        limits = _limits(self.event)
        for choice in limited(self.event, answers):
            if self._left(choice, limits[choice]) < people:
                raise Refused(Reason.OPTION_FULL, question=choice[0])

    def take(self, signup: Signup, choices: list[Choice]) -> None:
        """Write a row for each choice; all of them have a place left."""
        limits = _limits(self.event)
        OptionSeat.objects.bulk_create(self._next(signup, choice, limits[choice]) for choice in choices)

    def _next(self, signup: Signup, choice: Choice, limit: int) -> OptionSeat:
        numbers = self.taken.setdefault(choice, set())
        number = next(number for number in count(1) if number not in numbers)
        numbers.add(number)
        question, option = choice
        return OptionSeat(
            signup=signup,
            event=self.event,
            question=question,
            option=option,
            number=number,
            places=max(limit, number),
        )

    def _left(self, choice: Choice, limit: int) -> int:
        return limit - len(self.taken.get(choice, ()))


def option_book(event: Event) -> OptionBook:
    """Return which places are taken; without limits no query."""
    taken: dict[Choice, set[int]] = {}
    if event.option_limits:
        rows = OptionSeat.objects.filter(event_id=event.pk).values_list("question", "option", "number")
        for question, option, number in rows:
            taken.setdefault((question, option), set()).add(number)
    return OptionBook(event, taken)


def full_options(event: Event, *, but: Signup | None = None) -> frozenset[Choice]:
    """Return the options that nobody can choose now; what ``but`` holds stays open to this person."""
    full = option_book(event).full
    return full - set(_held(but)) if full and but else full


def limited(event: Event, answers: Mapping[str, Any]) -> list[Choice]:
    """Return what was chosen of the options that have a limit."""
    return [
        (question, answers[question])
        for question, options in event.option_limits.items()
        if isinstance(answers.get(question), str) and answers[question] in options
    ]


def change_places(event: Event, signup: Signup, answers: Mapping[str, Any]) -> None:
    """Take the places of other options than before, and give those back. Raises Refused(OPTION_FULL)."""
    if not event.option_limits or not signup.holds_a_seat:
        return
    chosen, held = limited(event, answers), _held(signup)
    new = [choice for choice in chosen if choice not in held]
    book = option_book(event)
    book.refuse_full(dict(new))
    for question, option in held:
        if (question, option) not in chosen:
            OptionSeat.objects.filter(signup=signup, question=question).delete()
    book.take(signup, new)


def take_what_is_free(event: Event, signup: Signup) -> None:
    """Somebody comes to have a seat: take the wished places that are free.

    A full one is no answer any more; it is marked as full in what was asked, so that the person is told.
    """
    if not event.option_limits:
        return
    OptionSeat.objects.filter(signup=signup).delete()
    wishes = limited(event, {**_refused_before(signup), **signup.answers})
    book = option_book(event)
    full = book.full
    answers, labels = dict(signup.answers), dict(signup.labels)
    for question, option in wishes:
        label = {key: value for key, value in labels.get(question, {}).items() if key != FULL}
        if (question, option) in full:
            answers.pop(question, None)
            label[FULL] = option
        else:
            answers[question] = option
        if label:
            labels[question] = label
    if (answers, labels) != (signup.answers, signup.labels):
        write(signup, answers=answers, labels=labels)
    book.take(signup, [choice for choice in wishes if choice not in full])


def keep_places_of(event: Event) -> None:
    """Follow limits that go live: rows for those who chose before there was one, none for what has none any more.

    Runs in the transaction of the publish, so nobody signs up between the limit and its rows.
    """
    if not event.option_limits and not OptionSeat.objects.filter(event=event).exists():
        return
    try:
        lock_seat_book(event.pk)
    except OperationalError as error:
        if not lock_was_not_available(error):
            raise
        raise PublishRefused(str(Reason.BUSY.label)) from error
    limits = _limits(event)
    for row in OptionSeat.objects.filter(event=event):
        if (row.question, row.option) not in limits:
            row.delete()
    book = option_book(event)
    rows = Signup.objects.holding_a_seat().filter(event=event, anonymised_at__isnull=True)
    for signup in rows.order_by("created_at", "pk"):
        held = _held(signup)
        book.take(signup, [choice for choice in limited(event, signup.answers) if choice not in held])


def _limits(event: Event) -> dict[Choice, int]:
    return {
        (question, option): limit
        for question, options in event.option_limits.items()
        for option, limit in options.items()
    }


def _held(signup: Signup) -> list[Choice]:
    return list(OptionSeat.objects.filter(signup=signup).values_list("question", "option"))


def _refused_before(signup: Signup) -> dict[str, str]:
    return {question: label[FULL] for question, label in signup.labels.items() if FULL in label}
