"""Whether a code of an authenticator app or a recovery code is right; each of them counts once."""

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.db import transaction

from ..models.user import User

LAST_COUNTER = "last_counter"


def authenticator_of(user: User, code: str) -> Authenticator | None:
    """Return the authenticator that this code belongs to, and use the code up; None when it is wrong or was used."""
    for authenticator in Authenticator.objects.filter(user_id=user.pk).exclude(type=Authenticator.Type.WEBAUTHN):
        is_app = authenticator.type == Authenticator.Type.TOTP
        if _is_of_app(authenticator, code) if is_app else authenticator.wrap().validate_code(code):
            return authenticator
    return None


def _is_of_app(authenticator: Authenticator, code: str) -> bool:
    """Compare with the code of this half minute and its neighbours, later ones than the last that was used.

    allauth keeps used codes in the cache, which another server doesn't share; here they stand with the secret.
    """
    secret = decrypt(authenticator.data["secret"])
    matching = [
        counter
        for counter in yield_hotp_counters_from_time()
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, counter)))
    ]
    if not matching:
        return False
    with transaction.atomic():
        locked = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
        if max(matching) <= locked.data.get(LAST_COUNTER, 0):
            return False
        locked.data[LAST_COUNTER] = authenticator.data[LAST_COUNTER] = max(matching)
        locked.save(update_fields=["data"])
    return True
