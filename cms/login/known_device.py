"""Devices that have logged in before, by a signed cookie: what strangers try elsewhere doesn't keep them out.

The cookie holds a random name of the device and, as keyed hashes, the accounts that logged in there; the server keeps
nothing of it.
"""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string, salted_hmac

from cms.texts.mail_addresses import normalise_address

SALT = "cms.login.known_device"
LASTS = timedelta(days=180)
# So many people share a device; the oldest drops out.
MOST_ACCOUNTS = 8


def name_of_device(request: HttpRequest, account: str) -> str:
    """Return the name of a device that has logged in to this account before; empty for every other one."""
    device, accounts = _read(request)
    return device if _mark(account) in accounts else ""


def remember_device(request: HttpRequest, response: HttpResponse, account: str) -> None:
    """Let the device be known from now on as one that logged in to this account."""
    device, accounts = _read(request)
    mark = _mark(account)
    accounts = [*(other for other in accounts if other != mark), mark][-MOST_ACCOUNTS:]
    response.set_cookie(
        settings.KNOWN_DEVICE_COOKIE_NAME,
        signing.dumps([device or get_random_string(22), accounts], salt=SALT),
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    value = request.COOKIES.get(settings.KNOWN_DEVICE_COOKIE_NAME, "")
    try:
        device, accounts = signing.loads(value, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return "", []
    return device, accounts


def _mark(account: str) -> str:
    return salted_hmac(SALT, normalise_address(account), algorithm="sha256").hexdigest()[:22]
