from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError
from django.utils import timezone

from cms.ground.steady_clock import steady_now
from cms.texts.mail_addresses import normalise_address

from ..models.event import Event
from .codes import Invitation, invitation
from .form_entry import FormEntry
from .known_already import known_already
from .lapse import end_due
from .option_places import option_book
from .party import of_mailbox
from .person import Person
from .refusal import Reason, Refused
from .rules import REFUSALS, SignupStatus, seats_now, signup_status
from .seat_lock import ids_of_series, locked_seats
from .seats import Seats, seats
from .used_forms import use_up
from .visit import Visit, takes_too_much

NOBODYS_VISIT = Visit()
TRIES = 3


@dataclass(frozen=True)
class Outcome:
    """What the event looked like to the person; the same whether or not the address is known already."""

    status: SignupStatus


def sign_up(event_id: int, person: Person, visit: Visit = NOBODYS_VISIT) -> Outcome:
    """Hold a seat, or a place on the waiting list, until the address is confirmed.

    A known address changes nothing and gets a mail instead, so the answer tells nobody who has signed up; that mail has
    the link for another person of the same mailbox. Companions get seats together with the person, or all of them wait.
    A form that was taken already writes nothing and gets the answer of then.
    Raises Refused.
    """
    others: Collection[int] = ()
    for _try in range(TRIES):
        try:
            return _sign_up_once(event_id, person, visit, others)
        except _Series as series:
            # Seldom, so that all others pay nothing: once more, with the locks of the whole series.
            others = series.event_ids
        except IntegrityError:
            # The second barrier: the schema itself refused a seat or an address that is taken.
            continue
    raise Refused(Reason.BUSY)


class _Series(Exception):
    """The event belongs to a series, whose events have to be locked, too."""

    def __init__(self, event_ids: Collection[int]) -> None:
        super().__init__()
        self.event_ids = event_ids


def _sign_up_once(event_id: int, person: Person, visit: Visit, others: Collection[int]) -> Outcome:
    address = normalise_address(person.email)
    with locked_seats(event_id, others):
        known = known_already(event_id, visit, address)
        event = known.event
        if known.answered is not None:
            return Outcome(known.answered)
        if event.series_id and event.pk not in others:
            raise _Series(ids_of_series(event.series_id))
        now = timezone.now()
        free = seats(event)
        if free.first_end and free.first_end <= now:
            end_due(event, steady_now())
            free, known = seats(event), known_already(event_id, visit, address)
        invited = invitation(event, person.code, now, person.number)
        status = _status(event, free, now, person, invited)
        if event.confirm_email and takes_too_much(event, known.of_network):
            raise Refused(Reason.NETWORK)
        options = option_book(event)
        if status == SignupStatus.OPEN:
            options.refuse_full(person.answers, person.number)
        use_up(event, visit.form_key, status, now)
        entry = FormEntry(event, person, visit, address, status, free, invited, now, options)
        people = of_mailbox(event, address) if known.signup_id is not None else []
        if visit.another is not None:
            entry.for_another(people, visit.another)
        elif people:
            entry.meet_again(people)
        elif status == SignupStatus.OPEN and (elsewhere := entry.seats_elsewhere()):
            entry.tell_of_the_series(elsewhere[0])
        else:
            entry.write([1, *range(2, person.number + 1)])
        return Outcome(status)


def _status(event: Event, free: Seats, now: datetime, person: Person, invited: Invitation | None) -> SignupStatus:
    """Return what these people meet; it follows from the event and the form alone. Raises Refused."""
    reserved = invited.reserved if invited else 0
    status = signup_status(event, free, now, reserved=reserved, people=person.number)
    if person.number > 1:
        too_few = status == SignupStatus.WAITING_LIST and seats_now(free, reserved) and not person.may_wait
        alone = signup_status(event, free, now, reserved=reserved)
        if too_few or (status == SignupStatus.FULL and alone not in REFUSALS):
            raise Refused(Reason.TOO_FEW)
    if status in REFUSALS:
        raise Refused(REFUSALS[status])
    return status
