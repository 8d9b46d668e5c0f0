"""Keeps a session of staff out that isn't complete: on every road, and not only in the admin, it is nobody's.

The pages of the login itself see whom the session names, because there the missing part is added.
"""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from ..models.user import User
from .sessions import is_activity, note_activity
from .standing import Standing, standing_of

WHOLE = {Standing.NOBODY, Standing.MEMBER, Standing.LET_IN}
# Below the admin, and open to everybody
OPEN = ("login/", "logout/", "password_reset/", "sprite/", "jsi18n/")
FOR_STAFF = ("second-factor/", "again/")


def staff_sessions(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Ask of each session what the person's rights demand."""
    admin = reverse("wagtailadmin_home")
    account = reverse("account_login").removesuffix("login/")

    def middleware(request: HttpRequest) -> HttpResponseBase:
        named, path = request.user, request.path
        if path.startswith(account):
            refusal = _refused_at_login(request, named, path.removeprefix(account))
            return refusal or get_response(request)
        request.user = SimpleLazyObject(lambda: _whole(request, named))
        if path.startswith(admin) and not path.removeprefix(admin).startswith(OPEN):
            standing = standing_of(request, named)
            if refusal := _led_to_what_is_missing(request, standing):
                return refusal
            # Asked once: the same person as above, but nothing is left to find out.
            request.user = named
            if standing is Standing.LET_IN and is_activity(request):
                note_activity(request)
        return get_response(request)

    return middleware


def _whole(request: HttpRequest, named: User) -> User | AnonymousUser:
    return named if standing_of(request, named) in WHOLE else AnonymousUser()


def _refused_at_login(request: HttpRequest, named: User, page: str) -> HttpResponse | None:
    if not page.startswith(FOR_STAFF):
        return None
    standing = standing_of(request, named)
    if standing is Standing.FACTOR_TO_SET_UP or (standing is Standing.FACTOR_MISSING and page.startswith("again/")):
        return None
    if standing in (Standing.NOBODY, Standing.MEMBER):
        return _redirect("account_login", request.get_full_path())
    return _led_to_what_is_missing(request, standing)


def _led_to_what_is_missing(request: HttpRequest, standing: Standing) -> HttpResponse | None:
    if standing in WHOLE:
        return None
    # What a browser asks by itself ends nothing: the person would then read a log-in that gives no reason.
    if standing is Standing.ENDED and is_activity(request):
        logout(request)
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return HttpResponse(status=403)
    target = request.get_full_path() if request.method in ("GET", "HEAD") else reverse("wagtailadmin_home")
    if standing is Standing.ENDED:
        return _redirect("account_login", target, ended=1)
    page = {Standing.FACTOR_MISSING: "mfa_reauthenticate", Standing.FACTOR_TO_SET_UP: "mfa_index"}
    return _redirect(page.get(standing, "account_login"), target)


def _redirect(page: str, target: str, **more: int) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse(page)}?{urlencode({'next': target, **more})}")
