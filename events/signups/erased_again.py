"""What a restore has brought back although it was erased after the backup: erased once more, as it was then."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from ..models.enums import Actor, ErasureCause
from ..models.event import Event
from ..models.message import Message
from ..models.signup import InvitationCode, Need, Signup
from . import obstacles
from .ending import end
from .erasing import anonymise, erase_event_texts, erase_need
from .seat_lock import locked_event, locked_signup
from .waiting_list import settle


def signups_again(erased: dict[str, datetime]) -> int:
    """Empty those of these sign-ups that are back; return how many. Their seats go to whoever waits."""
    rows = Signup.objects.filter(public_id__in=erased, anonymised_at__isnull=True).order_by("pk")
    back = list(rows.values_list("public_id", flat=True))
    for public_id in back:
        with locked_signup(public_id) as (event, signup):
            now = timezone.now()
            if obstacles.is_given_back(event, signup, now):
                end(signup, Actor.SYSTEM)
            anonymise(signup, ErasureCause.RESTORE, Actor.SYSTEM)
            settle(event, now)
    return len(back)


def needs_again(erased: dict[str, datetime]) -> int:
    """Delete those of these access needs that are back; what somebody told later on stays."""
    rows = Need.objects.filter(signup__public_id__in=erased).select_related("signup").order_by("pk")
    back = [need.signup.public_id for need in rows if need.consent_at <= erased[str(need.signup.public_id)]]
    for public_id in back:
        with locked_signup(public_id) as (_event, signup):
            erase_need(Need.objects.select_related("signup").get(signup=signup), ErasureCause.RESTORE)
    return len(back)


def event_texts_again(erased: dict[str, datetime]) -> int:
    """Delete the messages and invitation codes of these events; return at how many events there were some."""
    written = Q(pk__in=Message.objects.values("event_id")) | Q(pk__in=InvitationCode.objects.values("event_id"))
    back = list(Event.objects.filter(written, public_id__in=erased).values_list("pk", flat=True))
    for event_id in back:
        with locked_event(event_id) as event:
            erase_event_texts(event)
    return len(back)
