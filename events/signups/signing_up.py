from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import IntegrityError
from django.utils import timezone

from ..addresses import normalise_address
from ..enums import Actor, SignupState
from ..models.event import Event
from ..models.signup import Signup
from ..seats import Seats, seats
from .lapse import end_due
from .refusal import Reason, Refused
from .rules import REFUSALS, SignupStatus, signup_status, state_after_confirming
from .seat_lock import locked_event
from .transition import mail, record
from .waiting_list import lowest_free_seat

HOLD = timedelta(hours=24)
SHORT_HOLD = timedelta(hours=2)
FEW_SEATS = 10
TRIES = 3


@dataclass(frozen=True)
class Person:
    """What somebody typed into the form, checked already."""

    given_name: str
    family_name: str
    email: str
    language: str
    organisation: str = ""
    answers: dict = field(default_factory=dict)
    labels: dict = field(default_factory=dict)
    consent_text: str = ""


@dataclass(frozen=True)
class Outcome:
    """What the event looked like to the person; the same whether or not the address is known already."""

    status: SignupStatus


def sign_up(event_id: int, person: Person) -> Outcome:
    """Hold a seat, or a place on the waiting list, until the address is confirmed.

    A known address changes nothing and gets a mail instead, so the answer tells nobody who has signed up.
    Raises Refused.
    """
    for _try in range(TRIES):
        try:
            return _sign_up_once(event_id, person)
        except IntegrityError:
            # The second barrier: the schema itself refused a seat or an address that is taken.
            continue
    raise Refused(Reason.BUSY)


def _sign_up_once(event_id: int, person: Person) -> Outcome:
    with locked_event(event_id) as event:
        now = timezone.now()
        end_due(event, now)
        free = seats(event)
        status = signup_status(event, free, now)
        if status in REFUSALS:
            raise Refused(REFUSALS[status])
        address = normalise_address(person.email)
        known = Signup.objects.active().filter(event=event, email_key=address).first()
        if known is not None:
            _meet_again(known, person, now)
        else:
            _enter(event, person, address, status, free, now)
        return Outcome(status)


def _meet_again(known: Signup, person: Person, now: datetime) -> None:
    """Somebody whose address is known signs up once more: before it is confirmed, what was typed last counts."""
    if known.verified_at:
        mail("already_registered", known, person.language)
        return
    Signup.objects.filter(pk=known.pk).update(**_columns(person, now))
    mail("please_confirm", known, person.language)


def _columns(person: Person, now: datetime) -> dict:
    return {
        "language": person.language,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "email": person.email,
        "organisation": person.organisation,
        "answers": person.answers,
        "labels": person.labels,
        "consent_text": person.consent_text,
        "consent_at": now,
    }


def _enter(event: Event, person: Person, address: str, status: SignupStatus, free: Seats, now: datetime) -> None:
    signup = Signup(event=event, email_key=address, created_at=now, **_columns(person, now))
    gets_a_seat = status == SignupStatus.OPEN
    if gets_a_seat:
        signup.seat_no = lowest_free_seat(event)
    if event.confirm_email:
        signup.state = SignupState.UNCONFIRMED if gets_a_seat else SignupState.WAITING
        signup.expires_at = min(now + _hold(free, gets_a_seat), event.starts_at)
        kind = "please_confirm"
    else:
        signup.verified_at = now
        signup.state, kind = (
            state_after_confirming(event, signup) if gets_a_seat else (SignupState.WAITING, "waiting_place")
        )
        signup.queued_at = None if gets_a_seat else now
    signup.save(force_insert=True)
    record(signup, "", actor=Actor.VISITOR)
    mail(kind, signup)


def _hold(free: Seats, gets_a_seat: bool) -> timedelta:
    return SHORT_HOLD if gets_a_seat and free.free < FEW_SEATS else HOLD
