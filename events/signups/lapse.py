"""What ends by itself: holds nobody confirmed and offers nobody took."""

from datetime import datetime

from django.db.models import Q

from ..enums import Actor, SignupState
from ..models.event import Event
from ..models.signup import Signup
from .seat_lock import locked_event, skipped_while_busy
from .transition import mail, move
from .waiting_list import settle

LAPSING = Q(state__in=[SignupState.UNCONFIRMED, SignupState.OFFERED]) | Q(
    state=SignupState.WAITING, verified_at__isnull=True
)


def lapse_due(now: datetime) -> int:
    """End every hold and every offer whose time is over, event by event; return how many ended."""
    due = Signup.objects.filter(LAPSING, expires_at__lte=now).order_by()
    ended = 0
    for event_id in due.values_list("event_id", flat=True).distinct():
        with skipped_while_busy(), locked_event(event_id) as event:
            ended += end_due(event, now)
    return ended


def end_due(event: Event, now: datetime) -> int:
    """End what is over at one event and give its seats to those who wait; runs under the event's lock."""
    due = list(Signup.objects.filter(LAPSING, event=event, expires_at__lte=now))
    for signup in due:
        _end(signup, event, now)
    if due:
        settle(event, now)
    return len(due)


def _end(signup: Signup, event: Event, now: datetime) -> None:
    had_offer = signup.state == SignupState.OFFERED
    if had_offer and signup.offers_lapsed == 0 and now < event.starts_at:
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
