"""What allauth asks the project about accounts."""

import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.ground.local_path import local_path
from cms.throttle import log_ins, too_often

from ..models.user import User
from .known_device import name_of_device, remember_device
from .standing import ADMIN

# Seconds
REAUTHENTICATION_TIMEOUT = 300


class TooManyTries(ValidationError):
    """One try too many; ``wait`` is in seconds."""

    def __init__(self, wait: int) -> None:
        super().__init__(too_often(wait), code="too_many")
        self.wait = wait


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators, tries are counted before a password is hashed, redirects stay here."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("User name and password do not match."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials) -> None:
        """Count the try, whether there is such an account or not. Raises TooManyTries."""
        typed = credentials["username"]
        if wait := log_ins.seconds_to_wait(request, typed, known_device=name_of_device(request, typed)):
            raise TooManyTries(wait)

    def authenticate(self, request: HttpRequest, **credentials) -> User | None:
        """Return the account that name and password open, after the try was counted."""
        user = super().authenticate(request, **credentials)
        if user is not None:
            typed = credentials["username"]
            log_ins.succeeded(request, typed, known_device=name_of_device(request, typed))
        return user

    def pre_login(self, request: HttpRequest, user: User, **kwargs) -> HttpResponse | None:
        """Turn away accounts that are switched off, and those that are not staff's."""
        response = super().pre_login(request, user, **kwargs)
        if response is None and not user.has_perm(ADMIN):
            clear_login(request)
            messages.error(
                request,
                gettext(
                    "This account does not belong to the administration. Working groups log in on the website, "
                    "at their own page."
                ),
            )
            return redirect("account_login")
        return response

    def post_login(self, request: HttpRequest, user: User, **kwargs) -> HttpResponse:
        """Lead on, and know the device from now on."""
        response = super().post_login(request, user, **kwargs)
        remember_device(request, response, user.get_username())
        return response

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Ask nobody again who has just logged in: they have shown who they are."""
        records = get_authentication_records(self.request, self.request.user)
        return not records or time.time() - records[-1]["at"] > REAUTHENTICATION_TIMEOUT

    def get_reauthentication_methods(self, user: User) -> list[dict]:
        """Return what to ask again: never the password of somebody who has a second factor."""
        methods = super().get_reauthentication_methods(user)
        return [method for method in methods if method["id"].startswith("mfa")] or methods

    def is_safe_url(self, url: str) -> bool:
        """Return whether ``url`` is a path of this site."""
        return bool(local_path(url))

    def add_message(self, request: HttpRequest, level: int, *args, **kwargs) -> None:
        """Tell of errors only: the page after a log-in says what Wagtail would say once more."""
        if level >= messages.ERROR:
            super().add_message(request, level, *args, **kwargs)
