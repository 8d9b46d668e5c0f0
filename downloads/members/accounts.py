"""Accounts: whom an address means, and which of them were made by an invitation."""

from django.contrib.auth.hashers import make_password
from django.db.models import Q
from django.utils.crypto import get_random_string

from cms.models import User
from cms.texts.mail_addresses import normalise_address


def account_that_logs_in(typed: str) -> User | None:
    """Return the account that somebody means by an e-mail address or a user name. One query in every case."""
    key = normalise_address(typed)
    found = User.objects.filter(_has_address(typed) | Q(username__in={typed, key}))
    return min(found, key=lambda user: (not user.is_active, not _is_meant(user, typed), user.pk), default=None)


def account_with_address(address: str) -> User | None:
    """Return the account whose mails go to this address. One query in every case."""
    return User.objects.filter(_has_address(address)).order_by("-is_active", "pk").first()


def new_account(address: str) -> User:
    """Make an account that can do nothing yet: without a password, a right, or a group of Django's."""
    key = normalise_address(address)
    values = {"email": address, "password": make_password(None)}
    user, is_new = User.objects.get_or_create(username=key, defaults=values)
    if is_new or normalise_address(user.email) == key:
        return user
    # That account has another address by now, so it is somebody else's.
    return User.objects.create(username=f"{key}-{get_random_string(6)}", **values)


def is_for_reading_only(user: User) -> bool:
    """Return whether an invitation made this account, and nobody has made anything else of it since.

    Its name is an address; administrators who make or change an account have to give first and last names.
    """
    has_names = bool(user.first_name or user.last_name)
    has_rights = user.is_staff or user.is_superuser or user.groups.exists() or user.user_permissions.exists()
    return "@" in user.username and not has_names and not has_rights


def may_set_password(user: User) -> bool:
    """Return whether a link may set this account's password: not where another way of logging in was chosen."""
    is_member = user.is_active and user.memberships.exists()
    return is_member and (user.has_usable_password() or is_for_reading_only(user))


def _has_address(address: str) -> Q:
    return Q(email__iexact=address) | Q(email__iexact=normalise_address(address))


def _is_meant(user: User, typed: str) -> bool:
    # Of two accounts, one may have as its name what has become the address of the other one.
    if "@" in typed:
        return normalise_address(user.email) == normalise_address(typed)
    return user.username == typed
