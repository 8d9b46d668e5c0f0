"""Invitation codes: how many people may sign up with one, and how many seats wait for them."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from ..models.event import Event
from ..models.signup import InvitationCode, Signup
from ..seats import seats, unclaimed_by_code
from .refusal import Reason, Refused
from .seat_lock import locked_event
from .waiting_list import settle


@dataclass(frozen=True)
class Invitation:
    """A valid code and how many of its held-back seats somebody who comes now may have."""

    code: InvitationCode
    reserved: int


def normalise_code(text: str) -> str:
    """Return a code as it is stored, however it was typed."""
    return "".join(character for character in text.upper() if character.isalnum())


def invitation(event: Event, typed: str, now: datetime) -> Invitation | None:
    """Return what a typed code is good for; None when nothing was typed. Raises Refused. Runs under the lock."""
    if not typed:
        return None
    code = InvitationCode.objects.filter(event=event, code=normalise_code(typed)).first()
    if code is None:
        raise Refused(Reason.CODE_UNKNOWN)
    if now >= code.valid_until:
        raise Refused(Reason.CODE_ENDED)
    if Signup.objects.active().filter(code=code).count() >= code.seats:
        raise Refused(Reason.CODE_USED_UP)
    waiting = Signup.objects.in_queue().filter(code=code).count()
    unclaimed = unclaimed_by_code([event.pk]).get(event.pk, {}).get(code.pk, 0)
    return Invitation(code, max(0, unclaimed - waiting))


def save_code(code: InvitationCode) -> InvitationCode:
    """Create or change a code; seats it lets go are offered to those who wait.

    Raises Refused(HELD_BACK) when it would hold back seats that are taken or offered.
    """
    code.code = normalise_code(code.code)
    with locked_event(code.event_id) as event:
        before = unclaimed_by_code([event.pk]).get(event.pk, {}).get(code.pk, 0)
        free = seats(event).free
        code.save()
        after = unclaimed_by_code([event.pk]).get(event.pk, {}).get(code.pk, 0)
        if after - before > free:
            raise Refused(Reason.HELD_BACK)
        settle(event, timezone.now())
    return code
