"""The only place on public pages where a cookie arises: the session of somebody who has logged in."""

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest

from cms.models import User

from .accounts import account_that_logs_in


def check_password(request: HttpRequest, typed: str, password: str) -> User | None:
    """Return the account that this name or address, and this password, open; None for whatever is wrong with them.

    It takes as long, and asks the database as often, for an account that doesn't exist or is switched off.
    """
    account = account_that_logs_in(typed)
    return auth.authenticate(request, username=account.username if account else typed, password=password)


def begin(request: HttpRequest, user: User) -> None:
    """Log in, with a session whose key nobody knew before."""
    auth.login(request, user)
    if settings.CSRF_COOKIE_NAME not in request.COOKIES:
        # Django renews the cookie against forged posts, but no form of ours needs one where there was none.
        request.META["CSRF_COOKIE_NEEDS_UPDATE"] = False


def end(request: HttpRequest) -> None:
    """Log out; the session is deleted."""
    auth.logout(request)
