"""What ends by itself: holds nobody confirmed and offers nobody took."""

from datetime import datetime

from django.db.models import Q

from ..enums import Actor, SignupState
from ..models.signup import Signup
from .seat_lock import locked_event
from .transition import mail, move
from .waiting_list import settle

LAPSING = Q(state__in=[SignupState.UNCONFIRMED, SignupState.OFFERED]) | Q(
    state=SignupState.WAITING, verified_at__isnull=True
)


def lapse_due(now: datetime) -> int:
    """End every hold and every offer whose time is over, event by event; return how many ended."""
    due = Signup.objects.filter(LAPSING, expires_at__lte=now).order_by()
    return sum(_lapse(event_id, now) for event_id in due.values_list("event_id", flat=True).distinct())


def _lapse(event_id: int, now: datetime) -> int:
    with locked_event(event_id) as event:
        due = list(Signup.objects.filter(LAPSING, event=event, expires_at__lte=now))
        for signup in due:
            _end(signup, now)
        settle(event, now)
    return len(due)


def _end(signup: Signup, now: datetime) -> None:
    had_offer = signup.state == SignupState.OFFERED
    if had_offer and signup.offers_lapsed == 0:
        # An offer that came at a bad moment costs the place, not the chance: once, the person waits again, at the end.
        move(
            signup,
            SignupState.WAITING,
            actor=Actor.SYSTEM,
            seat_no=None,
            expires_at=None,
            queued_at=now,
            offers_lapsed=1,
        )
    else:
        move(signup, SignupState.EXPIRED, actor=Actor.SYSTEM, seat_no=None, expires_at=None)
    if had_offer:
        mail("offer_lapsed", signup)
