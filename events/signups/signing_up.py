from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError
from django.utils import timezone

from cms.ground.compiled_queries import PreparedInsert
from cms.ground.steady_clock import steady_now
from cms.texts.mail_addresses import normalise_address

from ..models.enums import Actor, SignupState
from ..models.event import Event
from ..models.signup import Signup
from .codes import Invitation, invitation
from .holding import new_hold, time_to_confirm
from .known_already import known_already
from .lapse import end_due
from .obstacles import is_fresh
from .option_places import OptionBook, limited, option_book, take_what_is_free
from .person import Person, columns, keep_needs
from .refusal import Reason, Refused
from .rules import REFUSALS, SignupStatus, signup_status, state_after_confirming
from .seat_lock import locked_seats
from .seats import Seats, seats
from .transition import first_mail, mail, record
from .used_forms import use_up
from .visit import Visit, takes_too_much
from .waiting_list import lowest_free_seat, settle

NOBODYS_VISIT = Visit()
TRIES = 3
SIGNUP = PreparedInsert(Signup)


@dataclass(frozen=True)
class Outcome:
    """What the event looked like to the person; the same whether or not the address is known already."""

    status: SignupStatus


def sign_up(event_id: int, person: Person, visit: Visit = NOBODYS_VISIT) -> Outcome:
    """Hold a seat, or a place on the waiting list, until the address is confirmed.

    A known address changes nothing and gets a mail instead, so the answer tells nobody who has signed up. A form that
    was taken already writes nothing and gets the answer of then.
    Raises Refused.
    """
    for _try in range(TRIES):
        try:
            return _sign_up_once(event_id, person, visit)
        except IntegrityError:
            # The second barrier: the schema itself refused a seat or an address that is taken.
            continue
    raise Refused(Reason.BUSY)


def known_at(event: Event, address: str | None) -> Signup | None:
    """Return the active sign-up with this normalised address; None for somebody without one."""
    if not address:
        return None
    return Signup.objects.active().filter(event=event, email_key=address).first()


def repeat(signup: Signup, kind: str, now: datetime, language: str = "") -> None:
    """Owe a mail that somebody asked for once more, unless the last one is fresh."""
    if is_fresh(signup, now):
        return
    Signup.objects.filter(pk=signup.pk).update(repeated_at=now)
    mail(kind, signup, language)


def _sign_up_once(event_id: int, person: Person, visit: Visit) -> Outcome:
    address = normalise_address(person.email)
    with locked_seats(event_id):
        known = known_already(event_id, visit, address)
        event = known.event
        if known.answered is not None:
            return Outcome(known.answered)
        now = timezone.now()
        free = seats(event)
        if free.first_end and free.first_end <= now:
            end_due(event, steady_now())
            free, known = seats(event), known_already(event_id, visit, address)
        invited = invitation(event, person.code, now)
        status = signup_status(event, free, now, reserved=invited.reserved if invited else 0)
        if status in REFUSALS:
            raise Refused(REFUSALS[status])
        if event.confirm_email and takes_too_much(event, known.of_network):
            raise Refused(Reason.NETWORK)
        options = option_book(event)
        if status == SignupStatus.OPEN:
            options.refuse_full(person.answers)
        use_up(event, visit.form_key, status, now)
        if known.signup_id is not None:
            _meet_again(event, Signup.objects.get(pk=known.signup_id), person, visit, invited, now)
        else:
            _enter(event, person, visit, address, status, free, invited, now, options)
        return Outcome(status)


def _meet_again(
    event: Event, known: Signup, person: Person, visit: Visit, invited: Invitation | None, now: datetime
) -> None:
    """Somebody whose address is known signs up once more: before it is confirmed, what was typed last counts."""
    if known.verified_at:
        if visit.gets_mail:
            repeat(known, "already_registered", now, person.language)
        return
    changes = columns(person, now)
    if invited and known.code_id is None:
        changes["code"] = invited.code
    Signup.objects.filter(pk=known.pk).update(email=person.email, **changes)
    keep_needs(known, person.needs, now)
    if event.option_limits and known.holds_a_seat:
        take_what_is_free(event, Signup.objects.get(pk=known.pk))
    if visit.gets_mail:
        repeat(known, "please_confirm", now, person.language)
    if "code" in changes:
        # The seat counts as one of the code's now, so one that was held back may be free for others.
        settle(event, now)


def _enter(
    event: Event,
    person: Person,
    visit: Visit,
    address: str,
    status: SignupStatus,
    free: Seats,
    invited: Invitation | None,
    now: datetime,
    options: OptionBook,
) -> None:
    signup = Signup(event=event, email=person.email, email_key=address, created_at=now, **columns(person, now))
    signup.code = invited.code if invited else None
    gets_a_seat = status == SignupStatus.OPEN
    if gets_a_seat:
        signup.seat_no = free.next_seat or lowest_free_seat(event)
    if event.confirm_email:
        signup.state = SignupState.UNCONFIRMED if gets_a_seat else SignupState.WAITING
        signup.network_hash = visit.network_hash
        held = new_hold(
            event, signup.state, now, time_to_confirm(free, gets_a_seat=gets_a_seat), has_address=visit.gets_mail
        )
        for name, value in held.items():
            setattr(signup, name, value)
        kind = "please_confirm"
    else:
        kind = verified(event, signup, now)
    SIGNUP.save(signup)
    if gets_a_seat:
        options.take(signup, limited(event, person.answers))
    if person.needs:
        keep_needs(signup, person.needs, now)
    record(signup, "", actor=Actor.VISITOR)
    if visit.gets_mail or kind != "please_confirm":
        # Without a mail the time runs at once, and the person can have the link sent a little later.
        first_mail(kind, signup)


def verified(event: Event, signup: Signup, now: datetime) -> str:
    """Let a new sign-up count at once; return the kind of mail that says what came of it."""
    signup.verified_at = now
    if signup.seat_no is None:
        signup.state, signup.queued_at = SignupState.WAITING, now
        return "waiting_place"
    signup.state, kind = state_after_confirming(event, signup)
    return kind
