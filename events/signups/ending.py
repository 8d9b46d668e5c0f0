from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from cms.models import User

from ..models.enums import Actor, HoldMail, SignupState
from ..models.event import Event
from ..models.signup import Signup
from . import obstacles
from .holding import NO_HOLD
from .party import one_of_each_party, others_of_party
from .seat_lock import locked_event, locked_signup
from .transition import mail, move, refuse
from .waiting_list import settle


def cancel(public_id: UUID, *, whom: Collection[UUID] | None = None) -> Signup:
    """The person gives the seat, or the place on the waiting list, back; whoever waits gets it.

    ``whom`` are those of the party who don't come, by default this person alone. A second click changes nothing. All
    links sent before are void afterwards. Raises Refused after the deadline.
    """
    with locked_signup(public_id) as (event, signup):
        if signup.state == SignupState.CANCELLED:
            return signup
        now = timezone.now()
        chosen = set(whom or {public_id})
        leaving = [signup] if public_id in chosen else []
        leaving += [other for other in others_of_party(signup) if other.public_id in chosen and other.is_active]
        for row in leaving:
            refuse(obstacles.to_cancelling(event, row, now), row)
            end(row, Actor.VISITOR)
        if leaving:
            mail("cancelled", leaving[0])
            speak_for_others(leaving)
            settle(event, now)
        return signup


def cancel_by_staff(public_id: UUID, user: User) -> Signup:
    """Staff cancel for somebody who called, until the event is over; an address nobody confirmed gets no mail.

    Raises Refused when the sign-up has ended already.
    """
    with locked_signup(public_id) as (event, signup):
        now = timezone.now()
        refuse(obstacles.to_cancelling_by_staff(event, signup, now), signup)
        end(signup, Actor.STAFF, user)
        if signup.verified_at:
            mail("cancelled", signup)
        speak_for_others([signup])
        settle(event, now)
        return signup


def end(signup: Signup, actor: Actor, user: User | None = None) -> None:
    """End an active sign-up, free its seat and make its links void; runs under the lock, the caller settles."""
    move(
        signup,
        SignupState.CANCELLED,
        actor=actor,
        user=user,
        seat_no=None,
        **NO_HOLD,
        is_exception=False,
        attended_at=None,
        link_version=signup.link_version + 1,
    )


def speak_for_others(leaving: Iterable[Signup]) -> None:
    """Owe the mail about a hold, or an offer, anew to those of a party for whom the mail of a leaving one spoke."""
    others = {other.pk: other for signup in leaving for other in others_of_party(signup)}
    waiting = [other for other in others.values() if other.is_active and other.hold_mail == HoldMail.OWED]
    for kind, rows in (
        ("please_confirm", [row for row in waiting if row.verified_at is None]),
        ("offer", [row for row in waiting if row.state == SignupState.OFFERED]),
    ):
        for signup in one_of_each_party(rows):
            mail(kind, signup)


def release_unconfirmed(event_id: int, user: User) -> int:
    """End all holds that nobody has confirmed yet, after a wave of them; return how many."""
    with locked_event(event_id) as event:
        now = timezone.now()
        released = [_released(signup, user) for signup in unconfirmed(event)]
        if released:
            settle(event, now)
        return len(released)


def unconfirmed(event: Event, since: datetime | None = None):
    """Return the sign-ups whose address nobody has confirmed; ``since`` keeps those that came after it."""
    rows = Signup.objects.active().filter(
        event=event, verified_at__isnull=True, state__in=[SignupState.UNCONFIRMED, SignupState.WAITING]
    )
    return rows.filter(created_at__gte=since) if since else rows


def _released(signup: Signup, user: User) -> Signup:
    move(signup, SignupState.EXPIRED, actor=Actor.STAFF, user=user, seat_no=None, **NO_HOLD)
    return signup
