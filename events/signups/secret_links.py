"""Secret links: signed, for one purpose, with an end; nothing of them is stored."""

from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from django.core import signing
from django.urls import reverse
from django.utils import timezone

from ..models.enums import SignupState
from ..models.erasing_dates import erasing_of
from ..models.signup import Signup

SALT = "events.signups.secret_links"
LONGEST_TOKEN = 300


class Purpose(StrEnum):
    """What a link is good for; a link for one purpose opens no other."""

    CONFIRM = "confirm"
    PERSONAL = "personal"
    ACCEPT = "accept"


# Links end with their matter (hold, offer, erasure) anyway; these are the outer limits.
LIFETIME = {
    Purpose.CONFIRM: timedelta(days=7),
    Purpose.PERSONAL: timedelta(days=730),
    Purpose.ACCEPT: timedelta(days=14),
}


class BadLink(Exception):
    """The link is wrong, has ended or is void; which of these, nobody is told."""


def make_token(signup: Signup, purpose: Purpose) -> str:
    """Return the token of a secret link; a raised ``link_version`` makes all earlier ones void."""
    return signing.dumps([signup.public_id.hex, purpose.value, signup.link_version], salt=SALT)


def read_token(token: str, purpose: Purpose) -> Signup:
    """Return the sign-up that a token stands for, with its event. Raises BadLink."""
    public_id, link_version = _loads(token, purpose)
    rows = Signup.objects.filter(public_id=public_id, link_version=link_version, anonymised_at__isnull=True)
    signup = rows.select_related("event__venue", "event__seat_book").first()
    if signup is None or timezone.now() >= erasing_of(signup.event).signups:
        raise BadLink
    return signup


def cancelled_by(token: str) -> Signup | None:
    """Return the sign-up that was cancelled with just this token, which is void since then, or None."""
    try:
        public_id, link_version = _loads(token, Purpose.PERSONAL)
    except BadLink:
        return None
    rows = Signup.objects.filter(public_id=public_id, state=SignupState.CANCELLED, link_version=link_version + 1)
    return rows.select_related("event__venue").first()


def was_erased_by(token: str) -> bool:
    """Return whether just this token erased the person's data, and is void since then.

    Erasing an active sign-up ends it first, so the version of its links rises twice.
    """
    try:
        public_id, link_version = _loads(token, Purpose.PERSONAL)
    except BadLink:
        return False
    versions = [link_version + 1, link_version + 2]
    rows = Signup.objects.filter(public_id=public_id, link_version__in=versions, anonymised_at__isnull=False)
    return rows.exists()


def personal_path(signup: Signup) -> str:
    """Return the path of the person's own page, in the active language."""
    return reverse("events:personal", args=[make_token(signup, Purpose.PERSONAL)])


def cancel_path(signup: Signup) -> str:
    """Return the path of the page with the button that cancels."""
    return reverse("events:cancel", args=[make_token(signup, Purpose.PERSONAL)])


def confirm_path(signup: Signup) -> str:
    """Return the path of the page with the button that confirms the address."""
    return reverse("events:confirm", args=[make_token(signup, Purpose.CONFIRM)])


def accept_path(signup: Signup) -> str:
    """Return the path of the page with the button that takes the seat offered."""
    return reverse("events:accept", args=[make_token(signup, Purpose.ACCEPT)])


def _loads(token: str, purpose: Purpose) -> tuple[UUID, int]:
    if len(token) > LONGEST_TOKEN:
        raise BadLink
    try:
        public_id, signed_purpose, link_version = signing.loads(token, salt=SALT, max_age=LIFETIME[purpose])
        content = UUID(public_id), int(link_version)
    except (signing.BadSignature, ValueError, TypeError, AttributeError) as error:
        raise BadLink from error
    if signed_purpose != purpose.value:
        raise BadLink
    return content
