"""What staff decide. Two reviewers can't contradict each other: whoever comes second is told who was first."""

from uuid import UUID

from django.utils import timezone

from cms.models import User

from ..models.enums import Actor, SignupState
from ..models.signup import Signup
from . import obstacles
from .codes import is_used_up
from .holding import NO_HOLD
from .option_places import take_what_is_free
from .party import free_numbers, is_named_like, of_mailbox
from .refusal import Reason, Refused
from .seat_lock import locked_series, locked_signup
from .seats import seats
from .series import is_bound, of_signup, priority
from .transition import mail, move, refuse
from .waiting_list import end_of_line, lowest_free_seat, seat_beyond_capacity, settle


def approve(public_id: UUID, user: User) -> Signup:
    """Give the seat that was asked for. Raises Refused when somebody decided already."""
    with locked_signup(public_id) as (event, signup):
        refuse(obstacles.to_deciding(event, signup, timezone.now()), signup)
        move(signup, SignupState.CONFIRMED, actor=Actor.STAFF, user=user)
        mail("confirmed", signup)
        return signup


def decline(public_id: UUID, user: User, reason: str) -> Signup:
    """Refuse the seat that was asked for, with a ``reason`` in the person's language; whoever waits gets it."""
    with locked_signup(public_id) as (event, signup):
        refuse(obstacles.to_deciding(event, signup, timezone.now()), signup)
        move(signup, SignupState.DECLINED, actor=Actor.STAFF, user=user, seat_no=None, reason=reason)
        mail("declined", signup)
        settle(event, timezone.now())
        return signup


def reopen(public_id: UUID, user: User) -> Signup:
    """Take an ended sign-up up again, however it ended: with a free seat to be decided, or at the end of the queue."""
    with locked_series(public_id) as (event, signup):
        now = timezone.now()
        refuse(obstacles.to_reopening(event, signup, now), signup)
        people = of_mailbox(event, signup.email_key)
        if any(is_named_like(known, signup.given_name, signup.family_name) for known in people):
            raise Refused(Reason.KNOWN_PERSON)
        free = seats(event)
        verified = {"verified_at": signup.verified_at or now, "reason": "", "offers_lapsed": 0, **NO_HOLD}
        if signup.mailbox_no in {known.mailbox_no for known in people}:
            [verified["mailbox_no"]] = free_numbers(people)
        if signup.code and is_used_up(signup.code):
            verified["code"] = None
        if free.free and not free.waiting:
            if is_bound(event, now) and of_signup(signup, event):
                raise Refused(Reason.SERIES)
            move(
                signup,
                SignupState.PENDING,
                actor=Actor.STAFF,
                user=user,
                seat_no=lowest_free_seat(event),
                **verified,
            )
            take_what_is_free(event, signup)
        else:
            verified |= {"queued_at": end_of_line(event, now), "priority": priority(signup, event)}
            move(signup, SignupState.WAITING, actor=Actor.STAFF, user=user, **verified)
        mail("reopened", signup)
        # A seat that is held back for the person's code may be free.
        settle(event, now)
        return signup


def grant_exception(public_id: UUID, user: User) -> Signup:
    """Give somebody who waits a seat beyond the capacity; the row says that it is an exception.

    It takes no seat that is free, so it is possible whoever else waits; the seat counts as held like any other.
    """
    with locked_signup(public_id) as (event, signup):
        refuse(obstacles.to_an_exception(event, signup, timezone.now()), signup)
        move(
            signup,
            SignupState.CONFIRMED,
            actor=Actor.STAFF,
            user=user,
            seat_no=seat_beyond_capacity(event),
            is_exception=True,
        )
        take_what_is_free(event, signup)
        mail("confirmed", signup)
        return signup
