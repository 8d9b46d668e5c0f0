"""What a secret link that sets a password does in the end, once."""

from django.contrib.auth.hashers import make_password

from cms.ground.signed_links import BadLink

from ..models.user import User


def set_password(user: User, password: str) -> None:
    """Give the account its new password, which ends every session of it. Raises BadLink.

    Compare and set: of two posts with one link, the second finds it void.
    """
    encoded = make_password(password)
    if not User.objects.filter(pk=user.pk, password=user.password).update(password=encoded):
        raise BadLink
    user.password = encoded
