"""How long something is held for somebody: counted from the delivery of the mail that asks, or offers.

``expires_at`` always is the moment at which it ends as things stand. As long as the mail has not left, because of us,
that is the limit: the closing of the sign-up for a hold, the start of the event for an offer. Nothing goes beyond it.
While the event is postponed there is no limit, and offers rest.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from cms.mail.registry import Outcome

from ..models.dates import RESTS
from ..models.enums import SUSPENDING, HoldMail, SignupState
from ..models.event import Event
from ..models.signup import Signup
from .party import party_of
from .seat_lock import EVENT, lock_seat_book
from .seats import Seats

HOLD = timedelta(hours=24)
SHORT_HOLD = timedelta(hours=2)
FEW_SEATS = 10
HOLDS = [SignupState.UNCONFIRMED, SignupState.WAITING]
OFFERS = [SignupState.OFFERED]
NO_HOLD: dict[str, Any] = {
    "expires_at": None,
    "held_since": None,
    "held_for": None,
    "hold_mail": "",
    "network_hash": "",
}
# What may still become of a hold's mail: one that was refused may be sent once more, and arrive.
FOLLOWS: dict[Outcome, list[HoldMail]] = {
    Outcome.DELIVERED: [HoldMail.OWED, HoldMail.LOST, HoldMail.REFUSED],
    Outcome.REFUSED: [HoldMail.OWED, HoldMail.LOST],
    Outcome.NEVER_LEFT: [HoldMail.OWED],
    Outcome.CAME_BACK: [HoldMail.DELIVERED],
}
OUTCOMES = {
    Outcome.DELIVERED: HoldMail.DELIVERED,
    Outcome.REFUSED: HoldMail.REFUSED,
    Outcome.NEVER_LEFT: HoldMail.LOST,
    # Its time goes on as it began: a seat that ends by it is a task of staff.
    Outcome.CAME_BACK: HoldMail.REFUSED,
}


def time_to_confirm(seats: Seats, *, gets_a_seat: bool) -> timedelta:
    """Return how long a seat, or a place on the waiting list, is held; it follows from the event alone."""
    few_seats = gets_a_seat and seats.free < FEW_SEATS
    return SHORT_HOLD if few_seats or seats.is_wave else HOLD


def new_hold(
    event: Event, state: str, now: datetime, held_for: timedelta, *, has_address: bool = True
) -> dict[str, Any]:
    """Return the columns of a hold or an offer that begins now; its time runs once its mail is delivered.

    Somebody without an address gets no mail, so the time runs at once.
    """
    limit = limit_of(event, state)
    return {
        "held_since": now,
        "held_for": held_for,
        "hold_mail": HoldMail.OWED if has_address else "",
        "expires_at": limit if has_address else end_of(event, state, now, held_for),
    }


def limit_of(event: Event, state: str) -> datetime:
    """Return what a hold, or an offer, never outlasts."""
    if not event.has_a_date:
        return RESTS
    return event.starts_at if state in OFFERS else event.signup_ends_at


def end_of(event: Event, state: str, since: datetime, held_for: timedelta) -> datetime:
    """Return when a hold ends that counts from ``since``; an offer of a postponed event rests."""
    limit = limit_of(event, state)
    rests = state in OFFERS and not event.has_a_date
    return limit if rests else min(since + held_for, limit)


def limits_follow_the_date(event: Event, now: datetime) -> None:
    """Let holds and offers end no later than a new date allows; offers of a postponed event rest until it has one.

    Then they begin anew, because the person has to know the date to decide.
    """
    active = Signup.objects.active().filter(event=event)
    if not event.has_a_date:
        active.filter(state__in=OFFERS).update(expires_at=RESTS)
        return
    offers = active.filter(state__in=OFFERS, expires_at=RESTS).exclude(hold_mail__in=SUSPENDING)
    for offer in offers:
        ends = min(now + (offer.held_for or HOLD), event.starts_at)
        Signup.objects.filter(pk=offer.pk).update(held_since=now, expires_at=ends)
    active.filter(expires_at__gt=event.starts_at).update(expires_at=event.starts_at)


def deadline(signup: Signup, now: datetime) -> datetime | None:
    """Return until when the person can answer; where the mail is on its way at ``now``, what to say in it."""
    if signup.expires_at == RESTS and signup.state in OFFERS:
        return None
    if signup.hold_mail not in SUSPENDING or not signup.is_active or signup.held_for is None:
        return signup.expires_at
    return min(now + signup.held_for, limit_of(signup.event, signup.state))


class HoldMailReport:
    """Notes what became of a hold's mail; called by the outbox inside the transaction that notes it there too."""

    def __init__(self, states: Iterable[str]) -> None:
        self.states = list(states)

    def __call__(self, payload: dict, outcome: Outcome) -> None:
        mailed = Signup.objects.filter(public_id=payload["signup"]).first() if "signup" in payload else None
        if mailed is None:
            return
        lock_seat_book(mailed.event_id)
        became, event, now = OUTCOMES[outcome], EVENT.first(event=mailed.event_id), timezone.now()
        # One mail speaks for all who came together.
        for signup in party_of(mailed).filter(state__in=self.states, hold_mail__in=FOLLOWS[outcome]):
            if signup.held_for is None or signup.held_since is None:
                continue
            since = now if became == HoldMail.DELIVERED else signup.held_since
            limit = limit_of(event, signup.state)
            ends = limit if became == HoldMail.LOST else end_of(event, signup.state, since, signup.held_for)
            Signup.objects.filter(pk=signup.pk).update(hold_mail=became, held_since=since, expires_at=ends)


report_on_hold, report_on_offer = HoldMailReport(HOLDS), HoldMailReport(OFFERS)
