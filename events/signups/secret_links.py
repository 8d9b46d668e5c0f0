"""The secret links of a sign-up: what each is good for, how long, and what makes it void."""

from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from cms.ground.signed_links import BadLink, SignedLinks

from ..models.enums import SignupState
from ..models.erasing_dates import erasing_of
from ..models.signup import Signup

SALT = "events.signups.secret_links"


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
LINKS = SignedLinks(SALT, Purpose, LIFETIME, read_key=UUID, read_mark=int)


class MailboxPurpose(StrEnum):
    """What a link that proves a mailbox is good for."""

    ANOTHER = "another"


# Its mark: the version of the links, and the number that the next person of the mailbox gets.
MAILBOX_LINKS = SignedLinks(
    f"{SALT}.mailbox",
    MailboxPurpose,
    {MailboxPurpose.ANOTHER: timedelta(days=14)},
    read_key=UUID,
    read_mark=lambda mark: tuple(int(part) for part in mark.split(".")),
)


def make_token(signup: Signup, purpose: Purpose) -> str:
    """Return the token of a secret link; a raised ``link_version`` makes all earlier ones void."""
    return LINKS.token(signup.public_id.hex, purpose, signup.link_version)


def read_token(token: str, purpose: Purpose) -> Signup:
    """Return the sign-up that a token stands for, with its event. Raises BadLink."""
    public_id, link_version = _read(token, purpose)
    rows = Signup.objects.filter(public_id=public_id, link_version=link_version, anonymised_at__isnull=True)
    signup = rows.select_related("event__venue", "event__seat_book").first()
    if signup is None or timezone.now() >= erasing_of(signup.event).signups:
        raise BadLink
    return signup


def another_path(signup: Signup, number: int) -> str:
    """Return the path of the form for another person of the mailbox, who gets this ``number`` there."""
    mark = f"{signup.link_version}.{number}"
    return reverse("events:another", args=[MAILBOX_LINKS.token(signup.public_id.hex, MailboxPurpose.ANOTHER, mark)])


def read_another(token: str) -> tuple[Signup, int]:
    """Return the active sign-up by whose mailbox a link is proved, and the number it is for. Raises BadLink."""
    public_id, _purpose, mark = MAILBOX_LINKS.read(token)
    link_version, number = mark if len(mark) == 2 else (0, 0)
    rows = Signup.objects.active().filter(public_id=public_id, link_version=link_version, anonymised_at__isnull=True)
    signup = rows.filter(email_key__isnull=False).select_related("event__venue").first()
    if signup is None or number < 1:
        raise BadLink
    return signup, number


def cancelled_by(token: str) -> Signup | None:
    """Return the sign-up that was cancelled with just this token, which is void since then, or None."""
    try:
        public_id, link_version = _read(token, Purpose.PERSONAL)
    except BadLink:
        return None
    rows = Signup.objects.filter(public_id=public_id, state=SignupState.CANCELLED, link_version=link_version + 1)
    return rows.select_related("event__venue").first()


def was_erased_by(token: str) -> bool:
    """Return whether just this token erased the person's data, and is void since then.

    Erasing an active sign-up ends it first, so the version of its links rises twice.
    """
    try:
        public_id, link_version = _read(token, Purpose.PERSONAL)
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


def _read(token: str, purpose: Purpose) -> tuple[UUID, int]:
    public_id, signed_purpose, link_version = LINKS.read(token)
    if signed_purpose != purpose:
        raise BadLink
    return public_id, link_version
