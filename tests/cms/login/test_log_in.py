"""The one login of staff, which stands in the place of Wagtail's."""

import re

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from cms.models import User
from tests.builders import make_home

PASSWORD = "vier lange Wörter hier"
WRONG = "drei lange Wörter hier"


@pytest.fixture
def editor(db):
    make_home()
    user = User.objects.create_user("redaktion", "redaktion@stadt.example", PASSWORD)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


def token(response) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', response.content.decode()).group(1)


def log_in(client, name="redaktion", password=PASSWORD, **more):
    page = client.get(reverse("account_login"))
    data = {"username": name, "password": password, "csrfmiddlewaretoken": token(page), **more}
    return client.post(reverse("account_login"), data)


@pytest.mark.parametrize("method", ["get", "post", "put", "head"])
def test_wagtails_login_leads_to_ours_with_what_stands_in_the_address(db, client, method):  # X7
    data = {"username": "redaktion", "password": PASSWORD}
    response = getattr(client, method)("/admin/login/?next=/admin/pages/&x=%2F", data if method == "post" else None)
    assert (response.status_code, response["Location"]) == (303, "/account/login/?next=/admin/pages/&x=%2F")


def test_the_login_of_restricted_pages_leads_to_the_members(editor, client):  # X7
    response = client.post("/de/_util/login/?next=/de/", {"username": "redaktion", "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (303, "/de/working-groups/log-in/?next=/de/")
    assert not response.cookies


def test_a_stranger_is_led_from_the_admin_to_the_login_and_back_afterwards(editor):  # X7
    client = Client(enforce_csrf_checks=True)
    asked = client.get("/admin/account/")
    assert asked["Location"] == "/account/login/?next=/admin/account/"
    response = log_in(client, next="/admin/account/")
    assert (response.status_code, response["Location"]) == (302, "/admin/account/")
    assert client.get("/admin/account/").status_code == 200


@pytest.mark.parametrize("elsewhere", ["https://böse.example/", "//x.example", "/\\x.example", "javascript:alert(1)"])
def test_the_login_leads_nowhere_else(editor, elsewhere):  # X8
    assert log_in(Client(enforce_csrf_checks=True), next=elsewhere)["Location"] == "/admin/"


def test_a_wrong_password_an_unknown_name_and_an_account_switched_off_get_the_same_answer(editor):  # X4 X7
    User.objects.create_user("weg", "weg@stadt.example", PASSWORD, is_active=False)
    answers = set()
    for name, password in [("redaktion", WRONG), ("niemand", PASSWORD), ("weg", PASSWORD)]:
        response = log_in(Client(enforce_csrf_checks=True), name, password)
        html = re.sub(r'value="[^"]*"', "", response.content.decode())
        answers.add((response.status_code, html))
    ((status, html),) = answers
    assert status == 400
    assert "Benutzername und Passwort passen nicht zusammen" in html


def test_one_try_too_many_says_when_to_come_back_and_hashes_nothing(editor, settings, monkeypatch):  # X7
    settings.LOG_INS_PER_ACCOUNT_AND_HOUR = 2
    client = Client(enforce_csrf_checks=True)
    assert [log_in(client, password=WRONG).status_code for _ in range(2)] == [400, 400]
    hashed = []
    monkeypatch.setattr("django.contrib.auth.hashers.MD5PasswordHasher.encode", lambda *args: hashed.append(1))
    response = log_in(client)
    assert (response.status_code, hashed) == (429, [])
    assert int(response["Retry-After"]) > 0
    assert 'value="redaktion"' in response.content.decode()


def test_a_stranger_does_not_lock_out_a_device_that_has_logged_in_before(editor, settings):  # X7
    settings.LOG_INS_PER_ACCOUNT_AND_HOUR = 2
    known, stranger = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    assert log_in(known).status_code == 302
    known.cookies.pop(settings.SESSION_COOKIE_NAME)
    assert [log_in(stranger, password=WRONG).status_code for _ in range(3)] == [400, 400, 429]
    assert log_in(Client(enforce_csrf_checks=True)).status_code == 429
    assert log_in(known).status_code == 302
    cookie = known.cookies[settings.KNOWN_DEVICE_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], "redaktion" in cookie.value) == (True, "Strict", False)


def test_a_flood_of_strangers_hashes_no_more_and_keeps_no_known_device_out(editor, settings):  # X7
    settings.LOG_INS_OF_UNKNOWN_DEVICES_PER_MINUTE = 2
    known = Client(enforce_csrf_checks=True)
    with time_machine.travel("2026-11-22 12:00:30+00:00", tick=False):
        assert log_in(known).status_code == 302
        known.cookies.pop(settings.SESSION_COOKIE_NAME)
        strangers = [Client(enforce_csrf_checks=True, REMOTE_ADDR=f"203.0.113.{number}") for number in range(3)]
        answers = [log_in(each, f"name {number}", WRONG) for number, each in enumerate(strangers)]
        assert [answer.status_code for answer in answers] == [400, 429, 429]
        told = answers[2].content.decode()
        assert (answers[2]["Retry-After"], "in 1\N{NO-BREAK SPACE}Minute" in told) == ("30", True)
        assert log_in(known).status_code == 302


def test_a_known_device_guesses_no_more_often_than_others(editor, settings):  # X7
    settings.LOG_INS_PER_ACCOUNT_AND_HOUR = 2
    known = Client(enforce_csrf_checks=True)
    log_in(known)
    known.cookies.pop(settings.SESSION_COOKIE_NAME)
    assert [log_in(known, password=WRONG).status_code for _ in range(3)] == [400, 400, 429]


def test_an_account_without_the_right_to_the_admin_is_told_so(editor, client):  # X7
    User.objects.create_user("mitglied", "mitglied@stadt.example", PASSWORD)
    response = log_in(client, "mitglied")
    assert "_auth_user_id" not in client.session
    assert "Dieses Konto gehört nicht zur Verwaltung" in client.get(response["Location"]).content.decode()


UNUSED = [
    "signup/",
    "email/",
    "confirm-email/",
    "confirm-email/abc/",
    "password/change/",
    "password/set/",
    "password/reset/",
    "password/reset/done/",
    "password/reset/key/abc-def/",
    "login/code/confirm/",
    "reauthenticate/code/",
    "social/",
    "3rdparty/",
    "3rdparty/signup/",
    "3rdparty/login/error/",
    "sessions/",
    "2fa/",
    "signup/passkey/",
    "phone/verify/",
    "oidc/city/login/",
    "oidc/city/login/callback/",
]


@pytest.mark.parametrize("path", UNUSED)
def test_addresses_of_the_library_that_we_do_not_use_are_not_there(editor, client, path):  # X7
    client.force_login(editor)
    answers = [client.get(f"/account/{path}", follow=True), client.post(f"/account/{path}", follow=True)]
    assert [answer.status_code for answer in answers] == [404, 404]


def test_the_login_has_the_strict_policy_and_is_kept_by_nobody(editor, client):  # X5
    response = client.get("/account/login/")
    policy = dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))
    assert policy == {
        **{name: " ".join(value) for name, value in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()},
        "connect-src": "'self'",
        "img-src": "'self' data:",
    }
    html = response.content.decode()
    assert re.findall(r'<script(?![^>]* (?:src=|type="application/json"))|\son\w+=|\sstyle=|<style', html) == []
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("private, no-store", "noindex")
    assert "sign up" not in html.casefold()


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("de", "In der Verwaltung einloggen"),
        ("en", "Log in to the administration"),
        ("ar", "In der Verwaltung einloggen"),
    ],
)
def test_the_login_speaks_the_languages_of_the_admin(editor, client, language, heading):  # L1
    html = client.get("/account/login/", headers={"accept-language": language}).content.decode()
    assert f"<h1>{heading}</h1>" in html


def test_a_public_page_sets_no_cookie_and_asks_for_no_session(editor, client, django_assert_num_queries):  # V3
    response = client.get("/de/")
    assert (response.status_code, dict(response.cookies), "Cookie" in response.get("Vary", "")) == (200, {}, False)
