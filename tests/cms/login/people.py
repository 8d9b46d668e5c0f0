"""Staff for the tests of the login, and what they do there."""

import re
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from cms.models import User
from home.roles import EDITORS, SIGNUP_STAFF

PASSWORD = "vier lange Wörter hier"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def make_staff(name: str, *groups: str, **values) -> User:
    user = User.objects.create_user(name, f"{name}@stadt.example", PASSWORD, **values)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def make_editor(name: str = "redaktion") -> User:
    return make_staff(name, EDITORS)


def make_clerk(name: str = "anmeldung") -> User:
    return make_staff(name, SIGNUP_STAFF)


def browser() -> Client:
    """As a browser does: with a token in each post."""
    return Client(enforce_csrf_checks=True)


def post(client: Client, path: str, **data):
    """Open the page, and post its form."""
    page = client.get(path).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page).group(1)
    return client.post(path, {**data, "csrfmiddlewaretoken": token})


def log_in(client: Client, name: str, password: str = PASSWORD, **more):
    return post(client, reverse("account_login"), username=name, password=password, **more)


def add_app(user: User) -> None:
    TOTP.activate(user, SECRET)


def code_now(secret: str = SECRET, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def secret_of(user: User) -> str:
    return decrypt(Authenticator.objects.get(user=user, type="totp").data["secret"])
