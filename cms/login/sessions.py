"""When the session of somebody from staff ends: after idleness for those who see personal data, and in any case.

What a browser asks for by itself, such as Wagtail's pings while somebody edits, is no activity.
"""

import time

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

from ..models.user import User
from .second_factor import sees_personal_data

LAST_ACTIVE = "staff_last_active"
# An active session is written no more often than this, in seconds.
GRAIN = 60
# Asked for by scripts, also in browsers that don't say what they ask for
BY_ITSELF = ("/editing-sessions/", "/preview/", "/sprite/", "/jsi18n/")


def is_staff_session(request: HttpRequest, user: User) -> bool:
    """Return whether this session came by the staff's login."""
    return bool(get_authentication_records(request, user))


def seconds_left(request: HttpRequest, user: User) -> float:
    """Return in how many seconds a session that came by the staff's login ends; below 0 when it has ended."""
    records = get_authentication_records(request, user)
    ends = records[0]["at"] + settings.STAFF_SESSION_SECONDS
    if settings.STAFF_IDLE_SECONDS and sees_personal_data(user):
        active = max(records[-1]["at"], request.session.get(LAST_ACTIVE, 0))
        ends = min(ends, active + settings.STAFF_IDLE_SECONDS)
    return ends - time.time()


def is_activity(request: HttpRequest) -> bool:
    """Return whether a person asked for this, and not their browser by itself."""
    if destination := request.headers.get("Sec-Fetch-Dest"):
        return destination == "document"
    return not any(part in request.path for part in BY_ITSELF)


def note_activity(request: HttpRequest) -> None:
    """Let the idle time begin anew."""
    now = time.time()
    # Also when the clock was put back: what stands there would let an idle session live on.
    if abs(now - request.session.get(LAST_ACTIVE, 0)) > GRAIN:
        request.session[LAST_ACTIVE] = now
