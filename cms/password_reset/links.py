"""Secret links that set the password of staff: for that alone, for two hours, once.

Void when the password, the address or the last log-in has changed. A second factor is no part of it: whoever has set a
new password is still asked for it.
"""

from datetime import datetime

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from cms.ground.signed_links import BadLink

from ..models.user import User

ADMIN = "wagtailadmin.access_admin"
LONGEST_TOKEN = 100


class _Tokens(PasswordResetTokenGenerator):
    key_salt = "cms.password_reset"

    def _now(self) -> datetime:
        # Django's goes by local time, which jumps by an hour twice a year.
        return timezone.now().replace(tzinfo=None)


def may_set_password(user: User) -> bool:
    """Return whether a link may set this account's password: not where another way of logging in was chosen."""
    return user.is_active and user.has_usable_password() and user.has_perm(ADMIN)


def confirm_path(user: User) -> str:
    """Return the path of the page that sets the password; nothing of it is stored."""
    marks = [urlsafe_base64_encode(str(user.pk).encode()), _Tokens().make_token(user)]
    return reverse("wagtailadmin_password_reset_confirm", args=marks)


def read_link(uidb64: str, token: str) -> User:
    """Return the account whose password this link may set now. Raises BadLink."""
    user = _account(uidb64)
    is_right = user is not None and len(token) <= LONGEST_TOKEN and _Tokens().check_token(user, token)
    if user is None or not is_right or not may_set_password(user):
        raise BadLink
    return user


def _account(uidb64: str) -> User | None:
    try:
        pk = int(urlsafe_base64_decode(uidb64))
    except ValueError:
        return None
    # Beyond this no database counts.
    return User.objects.filter(pk=pk).first() if 0 < pk < 2**63 else None
