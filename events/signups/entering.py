from django.db import IntegrityError
from django.utils import timezone

from cms.ground.steady_clock import steady_now
from cms.models import User

from ..models.enums import Actor, SignupSource
from ..models.event import Event
from ..models.signup import Signup
from .codes import invitation
from .form_entry import verified
from .lapse import end_due
from .option_places import limited, option_book
from .party import free_numbers, is_named_like, of_mailbox
from .person import Person, address_key, columns, keep_needs
from .refusal import Reason, Refused
from .rules import REFUSALS, SignupStatus, signup_status
from .seat_lock import ids_of_series, locked_event
from .seats import seats
from .series import is_bound, of_signup, priority
from .signing_up import TRIES
from .transition import mail, record
from .waiting_list import lowest_free_seat


def enter(event_id: int, person: Person, source: SignupSource, user: User, *, shares_mailbox: bool = False) -> Signup:
    """Enter somebody who called or wrote, into the same queue; nobody has to confirm an address.

    Staff may do so before the opening and after the closing, too, and where somebody else of the same mailbox has a
    sign-up. Raises Refused.
    """
    for _try in range(TRIES):
        try:
            return _enter_once(event_id, person, source, user, shares_mailbox)
        except IntegrityError:
            continue
    raise Refused(Reason.BUSY)


def _enter_once(event_id: int, person: Person, source: SignupSource, user: User, shares_mailbox: bool) -> Signup:
    series_id = Event.objects.values_list("series_id", flat=True).filter(pk=event_id).first()
    with locked_event(event_id, ids_of_series(series_id)) as event:
        now = timezone.now()
        end_due(event, steady_now())
        invited = invitation(event, person.code, now)
        address = address_key(person.email)
        people = of_mailbox(event, address)
        if any(is_named_like(known, person.given_name, person.family_name) for known in people):
            raise Refused(Reason.KNOWN_PERSON)
        if people and not shares_mailbox:
            raise Refused(Reason.KNOWN)
        signup = Signup(event=event, email=person.email, email_key=address, created_at=now, source=source)
        [signup.mailbox_no] = free_numbers(people)
        for name, value in columns(person, now).items():
            setattr(signup, name, value)
        signup.code = invited.code if invited else None
        if _has_a_seat_for(event, invited.reserved if invited else 0, now):
            if is_bound(event, now) and of_signup(signup, event):
                raise Refused(Reason.SERIES)
            signup.seat_no = lowest_free_seat(event)
        options = option_book(event)
        if signup.seat_no:
            options.refuse_full(person.answers)
        kind = verified(event, signup, now)
        if signup.seat_no is None:
            signup.priority = priority(signup, event)
        signup.save(force_insert=True)
        if signup.seat_no:
            options.take(signup, limited(event, person.answers))
        keep_needs(signup, person.needs, now)
        record(signup, "", actor=Actor.STAFF, user=user)
        mail(kind, signup)
        return signup


def _has_a_seat_for(event: Event, reserved: int, now) -> bool:
    """Return whether there is a seat, False for a place in the queue; raises Refused when there is neither."""
    free = seats(event)
    status = signup_status(event, free, now, reserved=reserved, opening_hours=False)
    if status in REFUSALS:
        raise Refused(REFUSALS[status])
    if status == SignupStatus.WAITING_LIST and event.has_started(now):
        raise Refused(Reason.STARTED)
    return status == SignupStatus.OPEN
