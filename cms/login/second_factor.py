"""Who needs a second factor, who has one, and whether this session used it.

A factor counts for the session in which it was used, not for the person: whoever knows the password alone has a
session, too.
"""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from ..models.user import User

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def sees_personal_data(user: User) -> bool:
    """Return whether the rights of this account open the data of people who signed up, or other accounts."""
    return any(user.has_perm(right) for right in settings.PERSONAL_DATA_RIGHTS)


def is_demanded(user: User) -> bool:
    """Return whether this account may not work without a second factor."""
    return settings.STAFF_SECOND_FACTOR and sees_personal_data(user)


def has_factor(user: User) -> bool:
    """Return whether this account has an authenticator app or a passkey."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists()


def was_used(request: HttpRequest, user: User) -> bool:
    """Return whether this session proved a second factor of this account, or came by a provider that counts as one."""
    counting = {"mfa", "socialaccount"} if settings.SINGLE_SIGN_ON_IS_SECOND_FACTOR else {"mfa"}
    return any(record.get("method") in counting for record in get_authentication_records(request, user))
