"""A member chooses a password with a secret link, from the invitation or after it was forgotten."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail, signing
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from cms.logs.private import SIGNED_VALUE
from cms.mail.models import Mail
from cms.mail.sender import send_due
from cms.models import User
from downloads.members.inviting import remove
from downloads.members.links import SALT, Purpose, make_token
from tests.browser_client import BrowserClient
from tests.builders import PASSWORD, make_frame, make_home, make_staff, translate
from tests.downloads.members.people import FORGOTTEN, GROUPS, SECRET, asked, chosen, errors_of, invited, membership_of
from tests.downloads.publications import make_working_group

pytestmark = pytest.mark.django_db
CODES = ["de", "en", "de-simple"]


@pytest.fixture
def home():
    home = make_home()
    translate(home, "en")
    translate(home, "de-simple")
    make_frame()
    return home


@pytest.fixture
def group(home):
    return make_working_group("Arbeitsgruppe Bildung")


def link_for(user: User, purpose: Purpose = Purpose.INVITATION) -> str:
    with translation.override("de"):
        return reverse("members:password", args=[make_token(user, purpose)])


def works(link: str) -> bool:
    """Whether the link shows the form; there is but one other answer."""
    status = BrowserClient().get(link).status_code
    assert status in (200, 404)
    return status == 200


def send_all() -> list:
    mail.outbox.clear()
    send_due(timezone.now())
    return mail.outbox


@pytest.mark.parametrize("code", CODES)
def test_the_form_is_shown_in_each_language_and_leaks_nothing(client, group, code):  # X3
    link = link_for(invited(group, password="")).replace("/de/", f"/{code}/", 1)
    response = client.get(link)
    html = response.content.decode()
    assert (response.status_code, response.cookies, html.count("<h1")) == (200, {}, 1)
    assert (response["Cache-Control"], response["Referrer-Policy"]) == ("private, no-store", "no-referrer")
    assert f'<html lang="{code}"' in html


def test_a_member_chooses_a_password_is_logged_in_and_can_log_in_with_it(client, group):  # D3
    user = invited(group, password="")
    response = client.post(link_for(user), chosen())
    assert (response.status_code, response["Location"], list(response.cookies)) == (303, GROUPS, ["sessionid"])
    assert [one.name for one in client.get(GROUPS).context["groups"]] == ["Arbeitsgruppe Bildung"]
    user.refresh_from_db()
    assert user.check_password(SECRET)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (chosen("", ""), "password"),
        (chosen("kurz", "kurz"), "password"),
        (chosen("passwordpassword", "passwordpassword"), None),
        (chosen("mitglied@verein.example"), "password"),
        (chosen(SECRET, "etwas ganz anderes"), "repeated"),
        (chosen("x" * 1001), "password"),
    ],
)
def test_a_weak_or_mistyped_password_is_named_at_its_field(client, group, values, field):  # A1
    user = invited(group, password="")
    response = client.post(link_for(user), values)
    if field is None:
        # Long and not on Django's list of common ones.
        assert response.status_code == 303
        return
    assert (response.status_code, next(iter(errors_of(response)))) == (400, field)
    user.refresh_from_db()
    assert user.has_usable_password() is False


def test_looking_at_the_link_changes_nothing(client, group):  # X3
    user = invited(group, password="")
    for _time in range(2):
        assert client.get(link_for(user)).status_code == 200
        assert client.head(link_for(user)).status_code == 200
    user.refresh_from_db()
    assert (user.has_usable_password(), user.last_login) == (False, None)


def test_a_link_is_void_once_a_password_was_chosen(client, group):  # X3
    user = invited(group, password="")
    link = link_for(user)
    client.post(link, chosen())
    second = BrowserClient().post(link, chosen("something else altogether"))
    assert second.status_code == 404
    user.refresh_from_db()
    assert user.check_password(SECRET)


@pytest.mark.parametrize(("purpose", "days"), [(Purpose.INVITATION, 14), (Purpose.FORGOTTEN, 2)])
def test_a_link_ends(group, purpose, days):  # X3
    link = link_for(invited(group), purpose)
    with time_machine.travel(timezone.now() + timedelta(days=days, minutes=-1), tick=False):
        assert works(link)
    with time_machine.travel(timezone.now() + timedelta(days=days, minutes=1), tick=False):
        assert not works(link)


def _with_other_address(user):
    User.objects.filter(pk=user.pk).update(email="neu@verein.example")


def _switched_off(user):
    User.objects.filter(pk=user.pk).update(is_active=False)


def _removed(user):
    remove(membership_of(user))


@pytest.mark.parametrize("change", [_with_other_address, _switched_off, _removed])
def test_a_link_is_void_after_what_ends_its_reason(group, change):  # X3
    user = invited(group, password="")
    link = link_for(user)
    assert works(link)
    change(user)
    assert not works(link)


def test_no_link_opens_an_account_that_logs_in_another_way(group):  # X3
    staff = make_staff("redaktion", "downloads.change_publication")
    staff.set_unusable_password()
    staff.save()
    group.members.add(staff)
    assert works(link_for(staff)) is False


def test_all_bad_links_answer_alike(client, group):  # X3
    user = invited(group)
    token = make_token(user, Purpose.INVITATION)
    bad = [
        "x",
        token[:-1],
        token + "x",
        "x" * 400,
        signing.dumps([user.pk, "invitation", "0" * 24], salt=SALT),
        signing.dumps([user.pk, "another", "0" * 24], salt=SALT),
        signing.dumps([10**30, "invitation", "0" * 24], salt=SALT),
        signing.dumps("text", salt=SALT),
        signing.dumps([user.pk, "invitation", "0" * 24], salt="another"),
    ]
    answers = []
    for one in bad:
        for response in (client.get(f"{FORGOTTEN}{one}/"), client.post(f"{FORGOTTEN}{one}/", chosen())):
            body = response.content.decode().replace(f"password/{one}/", "")
            headers = {name: value for name, value in response.headers.items() if name != "Content-Length"}
            answers.append((response.status_code, headers, response.cookies, body))
    assert answers == [answers[0]] * len(answers)
    assert answers[0][0] == 404


def test_a_secret_is_hidden_in_the_log_and_a_bad_link_is_not_logged(client, group, caplog):  # X3 V4
    token = make_token(invited(group), Purpose.INVITATION)
    assert SIGNED_VALUE.sub("[signed]", f"/de/working-groups/password/{token}/") == f"{FORGOTTEN}[signed]/"
    caplog.clear()
    client.get(f"{FORGOTTEN}{token[:-1]}/")
    assert [record.getMessage() for record in caplog.records if token[:20] in record.getMessage()] == []


def test_another_site_sets_no_password(client, group):  # X4
    user = invited(group, password="")
    response = client.post(link_for(user), chosen(), headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    user.refresh_from_db()
    assert user.has_usable_password() is False


def test_a_new_password_ends_the_other_sessions(client, group):  # X7
    user = invited(group)
    client.force_login(user)
    assert "groups" in client.get(GROUPS).context
    BrowserClient().post(link_for(user, Purpose.FORGOTTEN), chosen())
    response = client.get(GROUPS)
    assert (response.status_code, "form" in response.context, "groups" in response.context) == (200, True, False)


@pytest.mark.parametrize("code", CODES)
def test_a_forgotten_password_is_asked_for_and_chosen_anew(client, group, code):  # D3
    user = invited(group)
    Mail.objects.all().delete()
    response = client.post(f"/{code}/working-groups/password/", asked(" Mitglied@VEREIN.example"))
    assert (response.status_code, response["Location"]) == (303, f"/{code}/working-groups/password/sent/")
    assert client.get(response["Location"]).status_code == 200
    assert list(Mail.objects.values_list("kind", "language", "payload")) == [
        ("downloads.new_password", code, {"account": user.pk})
    ]
    [message] = send_all()
    assert (message.to, message.extra_headers["Content-Language"]) == (["mitglied@verein.example"], code)
    [link] = [line for line in message.body.splitlines() if line.startswith("http")]
    path = link[link.index(f"/{code}/") :]
    assert client.post(path, chosen())["Location"] == f"/{code}/working-groups/"
    assert Mail.objects.get().payload == {}


def test_whoever_let_the_invitation_lapse_asks_for_a_link(client, group):  # D3
    invited(group, password="")
    Mail.objects.all().delete()
    client.post(FORGOTTEN, asked())
    assert [message.to for message in send_all()] == [["mitglied@verein.example"]]


def test_nobody_but_an_active_member_gets_a_mail(client, group):  # D3 X4
    invited(group, "gesperrt@verein.example")
    Mail.objects.all().delete()
    User.objects.filter(email="gesperrt@verein.example").update(is_active=False)
    make_staff("redaktion", "downloads.change_publication")
    for address in ("gesperrt@verein.example", "redaktion@stadt.example", "niemand@verein.example"):
        assert client.post(FORGOTTEN, asked(address)).status_code == 303
    assert send_all() == []
    assert list(Mail.objects.values_list("state", "payload")) == [("stopped", {})] * 3


def test_known_and_unknown_addresses_answer_alike(client, group):  # X4
    invited(group)
    answers = {}
    for address in ("mitglied@verein.example", "niemand1@verein.example", "mitglied@verein.example"):
        with CaptureQueriesContext(connection) as queries:
            response = client.post(FORGOTTEN, asked(address))
        answers[address] = (response.status_code, dict(response.headers), response.cookies, len(queries))
    assert answers["mitglied@verein.example"] == answers["niemand1@verein.example"]


def test_one_mailbox_is_not_flooded_and_nobody_is_told(client, group, settings):  # X4 S22
    settings.NEW_PASSWORDS_PER_ACCOUNT_AND_HOUR = 2
    invited(group)
    Mail.objects.all().delete()
    answers = [client.post(FORGOTTEN, asked()).status_code for _time in range(4)]
    assert (answers, Mail.objects.count()) == ([303] * 4, 2)


def test_one_network_is_slowed_down(client, home, settings):  # S22
    settings.LINKS_PER_NETWORK_AND_HOUR = 1
    answers = [client.post(FORGOTTEN, asked(f"{number}@verein.example")).status_code for number in range(2)]
    assert answers == [303, 429]


@pytest.mark.parametrize("address", ["", "keine Adresse", "a@b.example\r\nBcc: c@d.example"])
def test_what_is_no_address_is_named(client, home, address):  # A1 X6
    response = client.post(FORGOTTEN, asked(address))
    assert (response.status_code, list(errors_of(response)), Mail.objects.count()) == (400, ["email"], 0)


def test_a_member_who_forgot_nothing_keeps_the_password(client, group):  # X3
    user = invited(group)
    client.post(FORGOTTEN, asked())
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_staff_are_not_logged_in_by_a_members_link(client, group):  # X7
    user = make_staff("redaktion")
    group.members.add(user)
    response = client.post(link_for(user, Purpose.FORGOTTEN), chosen())
    assert (response.status_code, response.cookies) == (403, {})
    assert 'href="/admin/login/?next=%2Fde%2Fworking-groups%2F"' in response.content.decode()
    user.refresh_from_db()
    assert user.check_password(SECRET)
