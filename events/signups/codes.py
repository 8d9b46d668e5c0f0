"""Invitation codes: how many people may sign up with one, and how many seats wait for them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from cms.ground.compiled_queries import Mark, Prepared
from cms.texts.cleaning import clean_symbols

from ..models.event import Event
from ..models.signup import InvitationCode, Signup, new_invitation_code
from .refusal import Reason, Refused
from .seat_lock import locked_event
from .seats import open_seats, seats, unclaimed_by_code
from .waiting_list import settle

LAST_END = Prepared(
    lambda: (
        InvitationCode.objects.filter(event_id=Mark("event"))
        .order_by()
        .values_list("event_id")
        .annotate(Max("valid_until"))
    )
)


@dataclass(frozen=True)
class Invitation:
    """A valid code and how many of its held-back seats somebody who comes now may have."""

    code: InvitationCode
    reserved: int


def normalise_code(text: str) -> str:
    """Return a code as it is stored, however it was typed."""
    return "".join(character for character in clean_symbols(text).upper() if character.isalnum())


def invitation(event: Event, typed: str, now: datetime, people: int = 1) -> Invitation | None:
    """Return what a typed code is good for, for so many people; None when nothing was typed. Raises Refused.

    Runs under the lock.
    """
    if not typed:
        return None
    code = InvitationCode.objects.filter(event=event, code=normalise_code(typed)).first()
    if code is None:
        raise Refused(Reason.CODE_UNKNOWN)
    if now >= code.valid_until:
        raise Refused(Reason.CODE_ENDED)
    if is_used_up(code, people):
        raise Refused(Reason.CODE_USED_UP)
    waiting = Signup.objects.in_queue().filter(code=code).count()
    unclaimed = _unclaimed(code)
    # After the capacity was lowered there may be less than was held back.
    return Invitation(code, max(0, min(unclaimed, len(open_seats(event))) - waiting))


def has_codes(event: Event) -> bool:
    """Return whether somebody may sign up for the event with an invitation code now. One query."""
    [(_event_id, last_end)] = LAST_END.rows(event=event.pk) or [(event.pk, None)]
    return last_end is not None and last_end > timezone.now()


def is_used_up(code: InvitationCode, people: int = 1) -> bool:
    """Return whether so many people more would be too many for a code."""
    return Signup.objects.active().filter(code=code).count() + people > code.seats


def save_code(code: InvitationCode) -> InvitationCode:
    """Create or change a code; seats it lets go are offered to those who wait.

    Raises Refused: HELD_BACK when it would hold back seats that are taken or offered, CODE_IN_USE when more people
    have signed up with it than it would have seats, or its event would change under them, CODE_TAKEN when the event
    has that code already.
    """
    code.code = normalise_code(code.code) or new_invitation_code()
    with locked_event(code.event_id) as event:
        _is_the_only_one(code)
        _has_seats_for_its_people(code)
        before = _unclaimed(code)
        free = seats(event).free
        code.save()
        if _unclaimed(code) - before > free:
            raise Refused(Reason.HELD_BACK)
        settle(event, timezone.now())
    return code


def _is_the_only_one(code: InvitationCode) -> None:
    if InvitationCode.objects.filter(event_id=code.event_id, code=code.code).exclude(pk=code.pk).exists():
        raise Refused(Reason.CODE_TAKEN)


def _has_seats_for_its_people(code: InvitationCode) -> None:
    people = Signup.objects.filter(code_id=code.pk) if code.pk else Signup.objects.none()
    if people.active().count() > code.seats or people.exclude(event_id=code.event_id).exists():
        raise Refused(Reason.CODE_IN_USE)


def _unclaimed(code: InvitationCode) -> int:
    return unclaimed_by_code([code.event_id]).get(code.event_id, {}).get(code.pk, 0)
