"""Secret links that set a password: signed, with an end, void once the password or the address has changed."""

from datetime import timedelta
from enum import StrEnum

from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from cms.ground.signed_links import BadLink, SignedLinks
from cms.models import User

from .accounts import may_set_password

SALT = "downloads.members.links"


class Purpose(StrEnum):
    """What a link was sent for."""

    INVITATION = "invitation"
    FORGOTTEN = "forgotten"


LIFETIME = {Purpose.INVITATION: timedelta(days=14), Purpose.FORGOTTEN: timedelta(days=2)}
LINKS = SignedLinks(SALT, Purpose, LIFETIME, read_key=int, read_mark=str)


def make_token(user: User, purpose: Purpose) -> str:
    """Return the token of a secret link."""
    return LINKS.token(user.pk, purpose, _fingerprint(user))


def read_token(token: str) -> User:
    """Return the account whose password this token may set now. Raises BadLink."""
    pk, _purpose, fingerprint = LINKS.read(token)
    user = User.objects.filter(pk=pk).first()
    if user is None or not constant_time_compare(_fingerprint(user), fingerprint) or not may_set_password(user):
        raise BadLink
    return user


def password_path(user: User, purpose: Purpose) -> str:
    """Return the path of the page that sets the password, in the active language."""
    return reverse("members:password", args=[make_token(user, purpose)])


def _fingerprint(user: User) -> str:
    return salted_hmac(SALT, f"{user.password} {user.email}", algorithm="sha256").hexdigest()[:24]
