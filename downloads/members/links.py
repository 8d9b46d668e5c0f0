"""Secret links that set a password: signed, with an end, void once the password or the address has changed."""

from datetime import timedelta
from enum import StrEnum

from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from cms.models import User

from .accounts import may_set_password

SALT = "downloads.members.links"
LONGEST_TOKEN = 300


class Purpose(StrEnum):
    """What a link was sent for."""

    INVITATION = "invitation"
    FORGOTTEN = "forgotten"


LIFETIME = {Purpose.INVITATION: timedelta(days=14), Purpose.FORGOTTEN: timedelta(days=2)}


class BadLink(Exception):
    """The link is wrong, has ended or is void; which of these, nobody is told."""


def make_token(user: User, purpose: Purpose) -> str:
    """Return the token of a secret link; nothing of it is stored."""
    return signing.dumps([user.pk, purpose.value, _fingerprint(user)], salt=SALT)


def read_token(token: str) -> User:
    """Return the account whose password this token may set now. Raises BadLink."""
    pk, fingerprint = _loads(token)
    user = User.objects.filter(pk=pk).first()
    if user is None or not constant_time_compare(_fingerprint(user), fingerprint) or not may_set_password(user):
        raise BadLink
    return user


def password_path(user: User, purpose: Purpose) -> str:
    """Return the path of the page that sets the password, in the active language."""
    return reverse("members:password", args=[make_token(user, purpose)])


def _fingerprint(user: User) -> str:
    return salted_hmac(SALT, f"{user.password} {user.email}", algorithm="sha256").hexdigest()[:24]


def _loads(token: str) -> tuple[int, str]:
    if len(token) > LONGEST_TOKEN:
        raise BadLink
    try:
        _pk, purpose, _mark = signing.loads(token, salt=SALT)
        pk, _purpose, fingerprint = signing.loads(token, salt=SALT, max_age=LIFETIME[Purpose(purpose)])
        return int(pk), str(fingerprint)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise BadLink from error
