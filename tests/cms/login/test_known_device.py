"""A device that logged in to an account before is known again, by a cookie that tells nobody which account."""

from datetime import timedelta

import time_machine
from django.conf import settings
from django.core import signing
from django.http import HttpResponse
from django.utils import timezone

from cms.login.known_device import LASTS, MOST_ACCOUNTS, SALT, name_of_device, remember_device


def request_after(rf, *accounts: str):
    """A request of a device that has logged in to these accounts, one after the other."""
    request = rf.get("/")
    for account in accounts:
        response = HttpResponse()
        remember_device(request, response, account)
        request.COOKIES[settings.KNOWN_DEVICE_COOKIE_NAME] = cookie_of(response).value
    return request


def cookie_of(response: HttpResponse):
    return response.cookies[settings.KNOWN_DEVICE_COOKIE_NAME]


def test_a_device_has_one_name_for_all_its_accounts_and_none_for_others(rf):  # X7
    request = request_after(rf, "ada", "mary@stadt.example")
    name = name_of_device(request, "ada")
    assert (len(name), name_of_device(request, "Mary@Stadt.example")) == (22, name)
    assert [name_of_device(request, "eve"), name_of_device(rf.get("/"), "ada")] == ["", ""]


def test_two_devices_have_two_names(rf):  # X7
    names = {name_of_device(request_after(rf, "ada"), "ada") for _ in range(2)}
    assert (len(names), "" in names) == (2, False)


def test_the_oldest_account_drops_out(rf):  # X7
    accounts = [f"person-{number}" for number in range(MOST_ACCOUNTS + 1)]
    request = request_after(rf, *accounts)
    assert [bool(name_of_device(request, account)) for account in accounts] == [False] + [True] * MOST_ACCOUNTS


def test_a_forged_or_old_cookie_is_no_device(rf):  # X7
    forged = rf.get("/")
    forged.COOKIES[settings.KNOWN_DEVICE_COOKIE_NAME] = signing.dumps(["device", []], salt="other")
    assert name_of_device(forged, "ada") == ""
    request = request_after(rf, "ada")
    with time_machine.travel(timezone.now() + LASTS - timedelta(minutes=1)):
        assert len(name_of_device(request, "ada")) == 22
    with time_machine.travel(timezone.now() + LASTS + timedelta(minutes=1)):
        assert name_of_device(request, "ada") == ""


def test_the_cookie_names_no_account_and_is_for_this_site_alone(rf):  # X7 V4
    response = HttpResponse()
    remember_device(rf.get("/"), response, "ada@stadt.example")
    cookie = cookie_of(response)
    device, accounts = signing.loads(cookie.value, salt=SALT)
    assert ([len(device), *map(len, accounts)], "ada" in cookie.value) == ([22, 22], False)
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Strict", LASTS.total_seconds())
