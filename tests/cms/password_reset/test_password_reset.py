"""Staff who have forgotten their password."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings as all_settings
from django.contrib.auth.models import Permission
from django.core import mail as outbox
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from django.utils import timezone

from cms.forms.form_start import new_start
from cms.mail.models import Mail, MailState
from cms.mail.sender import send_due
from cms.models import User
from cms.password_reset import views
from tests.browser_client import BrowserClient
from tests.builders import PASSWORD, make_frame, make_home, make_staff

pytestmark = pytest.mark.django_db
FORGOTTEN = "/admin/password_reset/"
DONE = f"{FORGOTTEN}done/"
COMPLETE = f"{FORGOTTEN}complete/"
ADDRESS = "redaktion@stadt.example"
NEW = "fünf neue Wörter für Tests"
LINK = re.compile(r"https?://[^/\s]+(/\S+/confirm/\S+)")


@pytest.fixture(autouse=True)
def editor():
    make_home()
    make_frame()
    return make_staff("redaktion")


def ask(client, email=ADDRESS, **more):
    return client.post(FORGOTTEN, {"email": email, "started": new_start(), "homepage": ""}, **more)


def mails():
    send_due(timezone.now())
    return outbox.outbox


def links(client, email=ADDRESS, **more):
    ask(client, email, **more)
    return LINK.findall(mails()[-1].body)


def choose(client, link, password=NEW, repeated=None):
    values = {"password": password, "repeated": password if repeated is None else repeated}
    return client.post(link, {**values, "started": new_start(), "homepage": ""})


def test_the_mail_comes_out_of_the_outbox_and_its_link_sets_the_password_once(client, editor):  # X7
    response = ask(client)
    assert (response.status_code, response["Location"], len(outbox.outbox)) == (303, DONE, 0)
    [message] = mails()
    assert message.to == [ADDRESS]
    assert [kind for _content, kind in message.alternatives] == ["text/html"]
    [link] = LINK.findall(message.body)
    assert link in message.alternatives[0][0]
    page = client.get(link)
    assert (page.status_code, page.cookies, "redaktion" in page.content.decode()) == (200, {}, True)
    response = choose(client, link)
    assert (response.status_code, response["Location"]) == (303, COMPLETE)
    editor.refresh_from_db()
    assert editor.check_password(NEW)
    # Nobody is logged in by it: the log-in asks for the second factor.
    assert list(response.cookies) == [all_settings.KNOWN_DEVICE_COOKIE_NAME]
    assert client.get("/admin/").status_code == 302
    assert [client.get(link).status_code, choose(client, link).status_code] == [404, 404]


def test_every_session_ends_with_the_new_password(client, editor):  # X7
    elsewhere = BrowserClient()
    elsewhere.force_login(editor)
    assert elsewhere.get("/admin/").status_code == 200
    [link] = links(client)
    choose(client, link)
    assert elsewhere.get("/admin/").status_code == 302


def test_who_reads_the_mailbox_gets_past_tries_of_strangers(client, settings):  # X7
    settings.LOG_INS_PER_ACCOUNT_AND_HOUR = 2

    def log_in(client, password):
        return client.post("/account/login/", {"username": "redaktion", "password": password}).status_code

    assert [log_in(BrowserClient(), "wrong") for _ in range(3)] == [400, 400, 429]
    [link] = links(client)
    choose(client, link)
    assert [log_in(BrowserClient(), NEW), log_in(client, NEW)] == [429, 302]


@pytest.mark.parametrize(("language", "words"), [("de", "Neues Passwort"), ("en", "Choose a new password")])
def test_pages_and_mail_speak_the_language_of_the_browser(client, language, words):  # L1
    headers = {"Accept-Language": language}
    page = client.get(FORGOTTEN, headers=headers).content.decode()
    assert f'<html lang="{language}"' in page
    ask(client, headers=headers)
    [message] = mails()
    assert (words in message.subject, message.extra_headers["Content-Language"]) == (True, language)


def answer(client, email):
    """All of an answer, with the number of queries."""
    with CaptureQueriesContext(connection) as queries:
        response = ask(client, email)
    return response.status_code, dict(response.headers), response.cookies, response.content, len(queries)


def test_known_and_unknown_addresses_answer_alike_and_take_as_long(client):  # X7 X4
    member = User.objects.create_user("mitglied", "mitglied@verein.example", PASSWORD)
    User.objects.create_user("weg", "weg@stadt.example", PASSWORD, is_active=False)
    assert not member.has_perm("wagtailadmin.access_admin")
    client.get(FORGOTTEN)
    known = answer(client, ADDRESS)
    assert known[0] == 303
    for email in ("niemand@stadt.example", "mitglied@verein.example", "weg@stadt.example", "REDAKTION@stadt.example"):
        assert answer(client, email) == known
    assert Mail.objects.count() == 5
    assert {message.to[0] for message in mails()} == {ADDRESS}
    assert set(Mail.objects.values_list("state", flat=True)) == {MailState.SENT, MailState.STOPPED}


def test_a_mail_server_that_is_down_loses_nothing(client, settings):  # X7 S13
    usual = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert ask(client).status_code == 303
    now = timezone.now()
    assert send_due(now) == 0
    settings.EMAIL_BACKEND = usual
    # The link is made when the mail leaves, so it lasts as long as always.
    with time_machine.travel(now + timedelta(hours=5), tick=False):
        [message] = mails()
        assert client.get(LINK.search(message.body).group(1)).status_code == 200


def test_the_row_in_the_outbox_holds_no_address(client):  # V1
    ask(client)
    ask(client, "niemand@stadt.example")
    assert [list(payload) for payload in Mail.objects.values_list("payload", flat=True)] == [["account"]] * 2
    assert "stadt" not in repr(list(Mail.objects.values()))


def test_all_accounts_with_the_address_get_their_link_in_one_mail(client):  # X7
    User.objects.filter(pk=make_staff("leitung").pk).update(email=ADDRESS)
    User.objects.create_user("mitglied", ADDRESS, PASSWORD)
    both = links(client)
    [message] = outbox.outbox
    assert [len(both), *(name in message.body for name in ("redaktion", "leitung", "mitglied"))] == [
        2,
        True,
        True,
        False,
    ]
    choose(client, both[1])
    assert [User.objects.get(username=name).check_password(NEW) for name in ("redaktion", "leitung")] == [False, True]


def test_a_mailbox_is_not_flooded(client, settings):  # X7 S22
    settings.NEW_PASSWORDS_PER_ACCOUNT_AND_HOUR = 2
    answers = {ask(BrowserClient(REMOTE_ADDR=f"192.0.2.{number}")).status_code for number in range(5)}
    assert (answers, len(mails())) == ({303}, 2)


def test_a_network_that_asks_without_end_has_to_wait(client, settings):  # X7 S22
    settings.LINKS_PER_NETWORK_AND_HOUR = 2
    responses = [ask(client, f"{number}@stadt.example") for number in range(3)]
    assert [response.status_code for response in responses] == [303, 303, 429]
    page = responses[-1].content.decode()
    assert ('value="2@stadt.example"' in page, "rufen Sie uns an" in page) == (True, True)
    assert Mail.objects.count() == 2


def with_other_password(user):
    user.set_password("ein anderes Passwort")
    user.save()


def with_other_address(user):
    User.objects.filter(pk=user.pk).update(email="anders@stadt.example")


def logged_in(user):
    BrowserClient().force_login(user)


def switched_off(user):
    User.objects.filter(pk=user.pk).update(is_active=False)


def without_rights(user):
    user.user_permissions.remove(Permission.objects.get(codename="access_admin"))


@pytest.mark.parametrize("change", [with_other_password, with_other_address, logged_in, switched_off, without_rights])
def test_a_link_is_void_after_what_changes_the_account(client, editor, change):  # X7
    [link] = links(client)
    change(editor)
    assert [client.get(link).status_code, choose(client, link).status_code] == [404, 404]


def test_a_link_ends_after_two_hours(client):  # X7
    [link] = links(client)
    now = timezone.now()
    with time_machine.travel(now + timedelta(hours=2, seconds=-5), tick=False):
        assert client.get(link).status_code == 200
    with time_machine.travel(now + timedelta(hours=2, seconds=5), tick=False):
        assert client.get(link).status_code == 404


@pytest.mark.parametrize("uid", ["MQ", "x", "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkw", "w7w", "LTE"])
def test_whatever_stands_in_the_address_the_answer_is_a_page(client, uid):  # X7
    [link] = links(client)
    token = link.rstrip("/").split("/")[-1]
    for address in (f"{uid}/{token}", f"{uid}/{'a' * 500}", f"{uid}/x-ü"):
        response = client.get(f"{FORGOTTEN}confirm/{address}/")
        assert response.status_code in (200, 404)


def test_a_link_for_another_purpose_opens_nothing(client, editor):  # X7
    from django.contrib.auth.tokens import default_token_generator

    [link] = links(client)
    *start, _token, _end = link.split("/")
    assert client.get("/".join([*start, default_token_generator.make_token(editor), ""])).status_code == 404


@pytest.mark.parametrize(
    ("password", "repeated", "field"), [("", "", "password"), ("kurz", "kurz", "password"), (NEW, "anders", "repeated")]
)
def test_what_is_wrong_is_named_at_its_field(client, editor, password, repeated, field):  # A1
    [link] = links(client)
    response = choose(client, link, password, repeated)
    assert (response.status_code, field in response.context["form"].errors) == (400, True)
    assert 'id="error-summary"' in response.content.decode()
    editor.refresh_from_db()
    assert editor.check_password(PASSWORD)


def test_every_page_is_strict_and_kept_by_nobody(client):  # X5 X7
    [link] = links(client)
    for address in (FORGOTTEN, DONE, COMPLETE, link, f"{FORGOTTEN}confirm/x/y/"):
        response = client.get(address)
        policy = response["Content-Security-Policy"]
        assert ("unsafe" in policy, "default-src 'none'" in policy) == (False, True), address
        assert (response["Cache-Control"], response["Referrer-Policy"]) == ("private, no-store", "no-referrer")
        assert (response.cookies, response.content.decode().count("<h1")) == ({}, 1)


def test_other_sites_and_other_methods_do_nothing(client):  # X4
    assert ask(client, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.put(FORGOTTEN).status_code == 405
    assert Mail.objects.count() == 0


def test_wagtails_views_stand_behind_ours():  # X1
    from wagtail.admin.urls.password_reset import urlpatterns

    ours = {"": views.forgotten, "_done": views.done, "_confirm": views.confirm, "_complete": views.complete}
    assert {pattern.name for pattern in urlpatterns} == {f"wagtailadmin_password_reset{end}" for end in ours}
    for pattern in urlpatterns:
        arguments = ["a", "b"][: len(pattern.pattern.converters)]
        match = resolve(reverse(pattern.name, args=arguments))
        assert match.func is ours[pattern.name.removeprefix("wagtailadmin_password_reset")]
        assert str(match.route) == f"admin/password_reset/{pattern.pattern}"
