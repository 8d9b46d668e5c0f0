"""How somebody stands to the admin: let in, or what is missing."""

from enum import Enum, auto

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from ..models.user import User
from .second_factor import has_factor, is_demanded, was_used
from .sessions import is_staff_session, seconds_left

ADMIN = "wagtailadmin.access_admin"


class Standing(Enum):
    """What a request may be to the admin."""

    NOBODY = auto()
    # Logged in, but not staff
    MEMBER = auto()
    # Staff, in a session that came by another door than the staff's login
    OTHER_DOOR = auto()
    ENDED = auto()
    # Has a second factor, but this session didn't use it
    FACTOR_MISSING = auto()
    # Needs a second factor and has none yet
    FACTOR_TO_SET_UP = auto()
    LET_IN = auto()


def standing_of(request: HttpRequest, user: User | AnonymousUser) -> Standing:
    """Return how the person behind this request stands; ``user`` is whom the session names."""
    if not user.is_authenticated:
        return Standing.NOBODY
    if not user.has_perm(ADMIN):
        return Standing.MEMBER
    if not is_staff_session(request, user):
        return Standing.OTHER_DOOR
    if seconds_left(request, user) <= 0:
        return Standing.ENDED
    if was_used(request, user):
        return Standing.LET_IN
    if has_factor(user):
        return Standing.FACTOR_MISSING
    return Standing.FACTOR_TO_SET_UP if is_demanded(user) else Standing.LET_IN
