"""Members log in with their address and a password, and nobody learns which addresses are known."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import get_hasher
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from wagtail.models import PageViewRestriction

from cms.models import User
from tests.browser_client import BrowserClient
from tests.builders import PASSWORD, add_page, make_home, make_staff, open_language, translate
from tests.downloads.members.people import GROUPS, LOG_IN, LOG_OUT, errors_of, invited, typed
from tests.downloads.publications import make_working_group

pytestmark = pytest.mark.django_db
CODES = ["de", "en", "de-simple"]


@pytest.fixture
def home():
    home = make_home()
    translate(home, "en")
    translate(home, "de-simple")
    return home


@pytest.fixture
def member(home):
    return invited(make_working_group("Arbeitsgruppe Bildung"))


@pytest.fixture
def closed(home):
    user = invited(make_working_group("Arbeitsgruppe Verkehr"), "gesperrt@verein.example")
    user.is_active = False
    user.save()
    return user


@pytest.mark.parametrize("code", CODES)
def test_whoever_is_not_logged_in_sees_the_form_and_gets_no_cookie(client, member, code):  # D3 A2
    for address in (f"/{code}/working-groups/", f"/{code}/working-groups/log-in/"):
        response = client.get(address)
        html = response.content.decode()
        assert (response.status_code, response.cookies, html.count("<h1")) == (200, {}, 1)
        assert (response["Cache-Control"], response["Referrer-Policy"]) == ("private, no-store", "no-referrer")
        assert f'<html lang="{code}"' in html
        assert "Arbeitsgruppe" not in html.replace("Arbeitsgruppen", "")


@pytest.mark.parametrize("login", ["mitglied@verein.example", " Mitglied@VEREIN.example "])
def test_a_member_logs_in_with_the_address_and_gets_to_the_drafts(client, member, login):  # D3
    response = client.post(LOG_IN, typed(login))
    assert (response.status_code, response["Location"]) == (303, GROUPS)
    assert "Arbeitsgruppe Bildung" in client.get(GROUPS).content.decode()
    assert list(response.cookies) == ["sessionid"]
    assert (response.cookies["sessionid"]["httponly"], response.cookies["sessionid"]["samesite"]) == (True, "Lax")


def test_a_user_name_logs_in_too(client, home, django_user_model):  # D3
    user = django_user_model.objects.create_user("verein", "verein@verein.example", PASSWORD)
    client.post(LOG_IN, typed("Verein"))
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize("is_superuser", [False, True])
def test_staff_are_sent_to_their_own_log_in(client, member, is_superuser):  # X7
    user = make_staff("redaktion")
    User.objects.filter(pk=user.pk).update(is_superuser=is_superuser)
    member.memberships.get().working_group.members.add(user)
    response = client.post(LOG_IN, typed("redaktion", next="/de/intern/"))
    assert (response.status_code, response.cookies, Session.objects.count()) == (403, {}, 0)
    assert 'href="/admin/login/?next=%2Fde%2Fintern%2F"' in response.content.decode()
    # Whoever doesn't know the password doesn't learn whose account it is.
    assert client.post(LOG_IN, typed("redaktion", "not the password")).status_code == 400
    client.force_login(user)
    assert "Arbeitsgruppe Bildung" in client.get(GROUPS).content.decode()


def test_an_address_means_the_account_that_has_it_now(client, home, django_user_model):  # D3
    named = django_user_model.objects.create_user("neu@verein.example", "anders@verein.example", "another password")
    meant = django_user_model.objects.create_user("name", "neu@verein.example", PASSWORD)
    client.post(LOG_IN, typed("neu@verein.example"))
    assert client.session["_auth_user_id"] == str(meant.pk)
    assert named.pk != meant.pk


def test_a_session_that_somebody_else_knows_is_not_taken_over(client, member):  # X7
    planted = client.session
    planted["anything"] = 1
    planted.save()
    client.cookies["sessionid"] = planted.session_key
    client.post(LOG_IN, typed())
    assert client.session.session_key != planted.session_key
    assert (client.session["_auth_user_id"], Session.objects.count()) == (str(member.pk), 1)


def answer(client, login, password) -> tuple:
    """All of an answer, without what is new each time and what was typed, and with the number of queries."""
    with CaptureQueriesContext(connection) as queries:
        response = client.post(LOG_IN, typed(login, password))
    html = response.content.decode()
    for value in (response.context["form"]["started"].value(), login):
        html = html.replace(value, "")
    return response.status_code, dict(response.headers), response.cookies, html, len(queries)


def test_a_wrong_password_an_unknown_address_and_a_closed_account_answer_alike(client, member, closed):  # D3 X4
    client.get(LOG_IN)
    known = answer(client, "mitglied@verein.example", "not the password")
    assert known[0] == 400
    assert answer(client, "niemand1@verein.example", "not the password") == known
    assert answer(client, "gesperrt@verein.example", PASSWORD) == known


def test_every_failed_log_in_hashes_one_password(client, member, closed, monkeypatch):  # D3 X4
    hasher = type(get_hasher())
    encode, hashed = hasher.encode, []

    def encode_and_note(self, *args, **kwargs):
        hashed.append(self)
        return encode(self, *args, **kwargs)

    monkeypatch.setattr(hasher, "encode", encode_and_note)
    invited(make_working_group("Neu"), "ohne@verein.example", password="")
    numbers = {}
    for login in ("mitglied", "niemand", "gesperrt", "ohne"):
        hashed.clear()
        client.post(LOG_IN, typed(f"{login}@verein.example", "not the password"))
        numbers[login] = len(hashed)
    assert numbers == dict.fromkeys(numbers, 1)


@pytest.mark.parametrize(
    ("field", "value"), [("login", ""), ("password", ""), ("login", "a\x07b"), ("login", "x" * 255)]
)
def test_what_is_missing_is_named_at_its_field(client, member, field, value):  # A1
    response = client.post(LOG_IN, typed(**{field: value}))
    assert (response.status_code, list(errors_of(response))) == (400, [field])
    assert 'id="error-summary"' in response.content.decode()


def test_a_password_is_never_shown_again(client, member):  # V4
    response = client.post(LOG_IN, typed(password="geheim-geheim"))
    text = response.content.decode()
    assert (response.status_code, "mitglied@verein.example" in text, "geheim-geheim" in text) == (400, True, False)


def test_a_post_of_another_site_is_refused(client, member):  # X4
    response = client.post(LOG_IN, typed(), headers={"Sec-Fetch-Site": "cross-site"})
    assert (response.status_code, response.cookies) == (403, {})


@pytest.mark.parametrize(
    ("target", "leads_to"),
    [
        ("/de/intern/", "/de/intern/"),
        ("/admin/", "/admin/"),
        ("", GROUPS),
        ("https://elsewhere.example/", GROUPS),
        ("//elsewhere.example/", GROUPS),
        ("/\\elsewhere.example/", GROUPS),
        ("javascript:alert(1)", GROUPS),
        ("http://testserver/de/", GROUPS),
        ("relative", GROUPS),
    ],
)
def test_it_goes_on_to_addresses_of_this_site_only(client, member, target, leads_to):  # X8
    shown = client.get(LOG_IN, {"next": target}).context["form"]["next"].value()
    assert shown == target
    assert client.post(LOG_IN, typed(next=shown))["Location"] == leads_to


def test_a_restricted_page_leads_here_and_back(client, home, member):  # X2
    page = add_page(home, "Intern", slug="intern")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    response = client.get("/de/intern/")
    assert (response.status_code, response["Location"]) == (302, f"{LOG_IN}?next=/de/intern/")
    shown = client.get(response["Location"])
    after = client.post(LOG_IN, typed(next=shown.context["form"]["next"].value()))
    assert after["Location"] == "/de/intern/"
    assert client.get("/de/intern/").status_code == 200


def test_tries_for_one_account_are_slowed_down_from_wherever_they_come(member, settings):  # X7
    settings.LOG_INS_PER_ACCOUNT_AND_HOUR = 2
    for login in ("mitglied@verein.example", "niemand@verein.example"):
        tries = [
            BrowserClient(REMOTE_ADDR=f"192.0.2.{number}").post(LOG_IN, typed(login, "not the password"))
            for number in range(3)
        ]
        assert [response.status_code for response in tries] == [400, 400, 429]
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=False):
        assert BrowserClient().post(LOG_IN, typed()).status_code == 303


def test_tries_of_one_network_are_slowed_down(client, member, settings):  # X7
    settings.LOG_INS_PER_NETWORK_AND_HOUR = 2
    tries = [client.post(LOG_IN, typed(f"{number}@verein.example")) for number in range(3)]
    assert [response.status_code for response in tries] == [400, 400, 429]
    assert tries[-1].context["form"]["login"].value() == "2@verein.example"


def test_logging_out_ends_the_session_and_the_cookie(client, member):  # X7
    client.post(LOG_IN, typed())
    assert client.get(LOG_OUT).status_code == 405
    response = client.post(LOG_OUT)
    assert (response.status_code, response["Location"]) == (303, f"{GROUPS}?logged-out=1")
    assert (response.cookies["sessionid"].value, Session.objects.count()) == ("", 0)
    page = client.get(response["Location"])
    assert page.context["is_logged_out"] is True
    assert "Arbeitsgruppe Bildung" not in page.content.decode()


def test_another_site_logs_nobody_out(client, member):  # X4
    client.post(LOG_IN, typed())
    assert client.post(LOG_OUT, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert Session.objects.count() == 1


def test_the_pages_are_right_to_left_where_the_language_is(client, home):  # L2 A4
    translate(home, "ar")
    open_language("ar")
    assert '<html lang="ar" dir="rtl"' in client.get("/ar/working-groups/").content.decode()


def test_the_names_of_the_addresses_are_known():  # O3
    from django.urls import reverse

    with translation.override("de"):
        assert (reverse("members:working_groups"), reverse("members:log_in")) == (GROUPS, LOG_IN)
