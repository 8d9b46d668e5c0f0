"""What the login rests on in Django and allauth, and that is no public interface there."""

import inspect

from allauth.account.internal.flows import login as allauth_login
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib.auth.base_user import AbstractBaseUser

from tests.databases import manage
from tests.test_production import ENVIRONMENT

PRINTED = (
    "from django.conf import settings as s; "
    "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.KNOWN_DEVICE_COOKIE_NAME, s.SESSION_COOKIE_SECURE, "
    "s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_DOMAIN, s.SESSION_COOKIE_PATH, s.CSRF_COOKIE_AGE, s.STAFF_SECOND_FACTOR)"
)


def test_django_still_asks_one_method_for_what_a_session_rests_on():  # X7
    for method in (AbstractBaseUser.get_session_auth_hash, AbstractBaseUser.get_session_auth_fallback_hash):
        assert "self._get_session_auth_hash(" in inspect.getsource(method)


def test_allauth_notes_in_the_session_how_it_was_proved_under_the_names_that_we_know():  # X7
    assert allauth_login.AUTHENTICATION_METHODS_SESSION_KEY == "account_authentication_methods"
    assert allauth_login._AUTHENTICATION_METHODS_USER_SESSION_KEY == "account_authentication_methods_user"
    assert webauthn.STATE_SESSION_KEY == "mfa.webauthn.state"
    assert list(inspect.signature(totp.hotp_value).parameters) == ["secret", "counter"]


def test_production_demands_the_second_factor_and_names_its_cookies_for_this_host_alone(sqlite_url, tmp_path):  # X7
    def said(**environment: str) -> str:
        done = manage(sqlite_url, tmp_path, "shell", "--no-imports", "-c", PRINTED, **ENVIRONMENT, **environment)
        return done.stdout.strip().splitlines()[-1]

    cookies = "__Host-sessionid __Host-csrftoken __Host-known_device True True None / None"
    assert said() == f"{cookies} True"
    assert said(STAFF_SECOND_FACTOR="0") == f"{cookies} False"
