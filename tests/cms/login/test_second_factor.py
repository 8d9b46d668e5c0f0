"""The second factor of staff: demanded of those who see personal data, asked of the session, on every road."""

import json
import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from cms.login.second_factor import is_demanded
from home import roles
from tests.builders import make_home
from tests.cms.login.people import (
    SECRET,
    add_app,
    browser,
    code_now,
    log_in,
    make_clerk,
    make_editor,
    make_staff,
    post,
    secret_of,
)
from tests.home.test_routes import admin_addresses

CODE = "/account/login/code/"
SET_UP = "/account/second-factor/"
APP = "/account/second-factor/app/"
RECOVERY = "/account/second-factor/recovery-codes/"


@pytest.fixture(autouse=True)
def _site(db, settings):
    settings.STAFF_SECOND_FACTOR = True
    make_home()


def test_it_is_demanded_of_those_who_see_personal_data():  # X7
    demanded = {name for name in roles.RIGHTS if is_demanded(make_staff(name, name))}
    assert demanded == {roles.SIGNUP_STAFF, roles.NEEDS_STAFF, roles.ADMINISTRATORS}
    assert is_demanded(make_staff("chefin", is_superuser=True))


def test_nobody_is_asked_for_it_where_the_setting_says_so(settings):  # X7
    settings.STAFF_SECOND_FACTOR = False
    client = browser()
    make_clerk()
    assert log_in(client, "anmeldung")["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_whoever_needs_it_sets_it_up_before_anything_else():  # X7
    client, user = browser(), make_clerk()
    assert log_in(client, "anmeldung")["Location"] == "/admin/"
    asked = client.get("/admin/")
    assert asked["Location"] == f"{SET_UP}?next=%2Fadmin%2F"
    assert "personenbezogene Daten" in client.get(asked["Location"]).content.decode()
    page = client.get(APP).content.decode()
    secret = re.search(r"<code[^>]*>(\w+)</code>", page).group(1)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page).group(1)
    wrong = client.post(APP, {"code": "000000", "csrfmiddlewaretoken": token})
    assert "Dieser Code stimmt nicht" in wrong.content.decode()
    assert secret in wrong.content.decode()
    right = client.post(APP, {"code": code_now(secret), "csrfmiddlewaretoken": token})
    assert right["Location"] == RECOVERY
    assert secret_of(user) == secret
    assert client.get("/admin/").status_code == 200


def test_the_code_that_set_up_an_app_opens_nothing_afterwards():  # X7
    mine, user = browser(), make_clerk()
    with time_machine.travel("2027-03-01 10:00:05", tick=False):
        log_in(mine, "anmeldung")
        page = mine.get(APP).content.decode()
        secret = re.search(r"<code[^>]*>(\w+)</code>", page).group(1)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page).group(1)
        code = code_now(secret)
        assert mine.post(APP, {"code": code, "csrfmiddlewaretoken": token})["Location"] == RECOVERY
        theirs = browser()
        log_in(theirs, user.username)
        assert "Dieser Code stimmt nicht" in post(theirs, CODE, code=code).content.decode()
    with time_machine.travel("2027-03-01 10:00:35", tick=False):
        assert post(theirs, CODE, code=code_now(secret))["Location"] == "/admin/"


def test_recovery_codes_are_shown_once_and_each_opens_once():  # X7
    client, user = browser(), make_clerk()
    log_in(client, "anmeldung")
    page = client.get(APP).content.decode()
    post(client, APP, code="000000")
    secret = client.session["mfa.totp.secret"]
    post_code = client.post(APP, {"code": code_now(secret), "csrfmiddlewaretoken": client.cookies["csrftoken"].value})
    assert post_code.status_code == 302, page
    looked = [client.get(RECOVERY).content.decode() for _ in range(2)]
    assert all("Codes anzeigen" in html and "<li><code>" not in html for html in looked)
    codes = re.findall(r"<li><code>(\d{8})</code></li>", post(client, RECOVERY).content.decode())
    assert len(set(codes)) == 10
    assert "schon angezeigt" in client.get(RECOVERY).content.decode()
    assert codes[0] not in json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    for is_right in (True, False):
        other = browser()
        log_in(other, "anmeldung")
        post(other, CODE, code=codes[3])
        assert (other.get("/admin/").status_code == 200) is is_right
    assert user.authenticator_set.count() == 2


def test_a_password_alone_leads_to_the_code_and_nowhere_else():  # X7
    add_app(make_editor())
    client = browser()
    assert log_in(client, "redaktion", next="/admin/account/")["Location"] == CODE
    assert client.get("/admin/")["Location"] == "/account/login/?next=/admin/"
    assert client.get("/de/").status_code == 200
    assert "Dieser Code stimmt nicht" in post(client, CODE, code="123").content.decode()
    answer = post(client, CODE, code=code_now())
    assert answer["Location"] == "/admin/account/"
    assert client.get("/admin/account/").status_code == 200


def test_a_code_opens_once_on_all_servers():  # X7
    add_app(make_editor())
    code = code_now()
    opened = []
    for _ in range(2):
        client = browser()
        log_in(client, "redaktion")
        post(client, CODE, code=code)
        opened.append(client.get("/admin/").status_code)
    assert opened == [200, 302]


def test_the_code_of_the_last_half_minute_is_right_and_an_older_one_is_not():  # X7
    add_app(make_editor())
    for steps, status in [(-2, 200), (-1, 302)]:
        client = browser()
        log_in(client, "redaktion")
        assert post(client, CODE, code=code_now(steps=steps)).status_code == status


def test_codes_are_not_guessed_without_end(settings):  # X7
    settings.CODES_PER_ACCOUNT_AND_HOUR = 3
    add_app(make_editor())
    client = browser()
    log_in(client, "redaktion")
    said = [post(client, CODE, code="000000").content.decode() for _ in range(4)]
    assert ["sehr viele Versuche" in html for html in said] == [False, False, False, True]
    assert "sehr viele Versuche" in post(client, CODE, code=code_now()).content.decode()


def half_open(user) -> Client:
    """A session that knows the password alone, of somebody who has a second factor by now."""
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


@pytest.mark.parametrize("has_app", [True, False], ids=["has-an-app", "has-none"])
def test_every_address_of_the_admin_leads_a_session_with_the_password_alone_to_the_factor(has_app):  # X7
    user = make_staff("verwaltung", is_superuser=True)
    if has_app:
        add_app(user)
    client = half_open(user)
    wanted = "/account/again/code/" if has_app else SET_UP
    open_to_all = ("/admin/login/", "/admin/logout/", "/admin/password_reset/", "/admin/sprite/", "/admin/jsi18n/")
    addresses = [address for address in admin_addresses(1) if not address.startswith(open_to_all)]
    assert len(addresses) > 300
    wrong = [
        (method, address, answer.status_code)
        for address in addresses
        for method in ("get", "post")
        for answer in [getattr(client, method)(address)]
        if not (answer.status_code == 302 and answer["Location"].startswith(wanted))
    ]
    assert wrong == []
    asked_by_a_script = client.get("/admin/", headers={"x-requested-with": "XMLHttpRequest"})
    assert (asked_by_a_script.status_code, asked_by_a_script.content) == (403, b"")


def test_a_session_of_another_door_is_nobodys():  # X7
    user = make_staff("verwaltung", is_superuser=True)
    client = half_open(user)
    session = client.session
    del session["account_authentication_methods"]
    session.save()
    assert client.get("/admin/")["Location"] == "/account/login/?next=%2Fadmin%2F"
    assert "username" in client.get("/account/login/?next=/admin/").content.decode()
    for page in (SET_UP, APP, RECOVERY):
        assert client.get(page)["Location"].startswith("/account/login/?next="), page
    assert "Ausloggen" not in client.get("/de/working-groups/").content.decode()


def test_what_another_session_noted_of_somebody_else_counts_nothing():  # X7
    add_app(make_editor())
    other, client = make_staff("andere", is_superuser=True), half_open(make_editor("dritte"))
    session = client.session
    session["account_authentication_methods"].append({"method": "mfa", "at": 1.0, "type": "totp"})
    session["account_authentication_methods_user"] = str(other.pk)
    session.save()
    assert client.get("/admin/")["Location"] == "/account/login/?next=%2Fadmin%2F"


@pytest.mark.parametrize("page", [SET_UP, APP, f"{APP}remove/", f"{SET_UP}passkeys/add/", RECOVERY, f"{RECOVERY}new/"])
def test_the_password_alone_changes_no_factor(page):  # X7
    user = make_clerk()
    add_app(user)
    client = half_open(user)
    for answer in (client.get(page), client.post(page)):
        assert answer["Location"].startswith("/account/again/code/?next=")
    # And the password a second time neither
    assert client.get("/account/again/password/")["Location"].startswith("/account/again/code/")
    assert user.authenticator_set.count() == 1


def test_a_session_that_shows_the_code_afterwards_is_let_in():  # X7
    user = make_clerk()
    add_app(user)
    client = browser()
    client.force_login(user)
    asked = client.get("/admin/account/")["Location"]
    assert post(client, asked, code=code_now(), next="/admin/account/")["Location"] == "/admin/account/"
    assert client.get("/admin/account/").status_code == 200


def test_an_app_is_removed_by_whoever_has_just_shown_it():  # X7
    user = make_editor()
    add_app(user)
    client = browser()
    log_in(client, "redaktion")
    post(client, CODE, code=code_now())
    assert post(client, f"{APP}remove/").status_code == 302
    assert user.authenticator_set.count() == 0


def test_after_five_minutes_a_factor_is_asked_again_before_it_is_changed():  # X7
    user = make_editor()
    add_app(user)
    client = browser()
    with time_machine.travel("2026-11-27 10:00", tick=False) as now:
        log_in(client, "redaktion")
        post(client, CODE, code=code_now())
        now.shift(301)
        assert client.post(f"{APP}remove/", {"csrfmiddlewaretoken": client.cookies["csrftoken"].value})[
            "Location"
        ].startswith("/account/again/code/")
    assert user.authenticator_set.count() == 1


@pytest.mark.parametrize(
    "credential",
    ["", "1", "[]", "{}", '"x"', '{"response": {"userHandle": "/w"}}', '{"response": []}', '{"id": 1, "response": {}}'],
)
def test_a_broken_passkey_ends_in_a_sentence(credential):  # X6
    client = browser()
    client.get("/account/login/passkey/", headers={"accept": "application/json"})
    answer = post(client, "/account/login/", username="x")
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', answer.content.decode()).group(1)
    data = {"credential": credential, "csrfmiddlewaretoken": token}
    assert client.post("/account/login/passkey/", data)["Location"] == "/account/login/"


def test_secrets_lie_encrypted_in_the_database():
    user = make_editor()
    add_app(user)
    assert SECRET not in json.dumps(user.authenticator_set.get().data)
    assert secret_of(user) == SECRET


def test_after_another_secret_key_no_code_is_right_until_the_old_key_is_named(settings):  # X7
    add_app(make_editor())
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another key " * 5
    client = browser()
    log_in(client, "redaktion")
    assert "Dieser Code stimmt nicht" in post(client, CODE, code=code_now()).content.decode()
    settings.SECRET_KEY_FALLBACKS = [old]
    assert post(client, CODE, code=code_now()).status_code == 302
