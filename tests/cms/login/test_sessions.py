"""When sessions of staff end."""

import datetime
from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.urls import reverse
from wagtail.models import ModelLogEntry

from home.roles import ADMINISTRATORS, EDITORS, NEEDS_STAFF
from tests.builders import make_home
from tests.cms.login.people import add_app, browser, log_in, make_clerk, make_editor, make_staff, post

BEGIN = datetime.datetime(2026, 11, 27, 9, 0, tzinfo=datetime.UTC)
PING = reverse("wagtailadmin_editing_sessions:release", args=[1])


@pytest.fixture(autouse=True)
def _site(db):
    make_home()


@pytest.fixture
def now():
    with time_machine.travel(BEGIN, tick=False) as traveller:
        yield traveller


def is_open(client) -> bool:
    return client.get("/admin/account/").status_code == 200


def test_a_session_that_sees_personal_data_ends_after_half_an_hour_idle(now):  # X7
    client = browser()
    make_clerk()
    log_in(client, "anmeldung")
    for minutes in (29, 29, 29):
        now.shift(timedelta(minutes=minutes))
        assert is_open(client)
    now.shift(timedelta(minutes=31))
    answer = client.get("/admin/account/?tab=1")
    assert answer["Location"] == "/account/login/?next=%2Fadmin%2Faccount%2F%3Ftab%3D1&ended=1"
    assert "Ihre Sitzung ist beendet" in client.get(answer["Location"]).content.decode()
    assert Session.objects.count() == 0


def test_what_a_browser_asks_by_itself_does_not_take_the_reason_away(now):  # X7
    client = browser()
    make_clerk()
    log_in(client, "anmeldung")
    now.shift(timedelta(minutes=31))
    by_itself = {"sec-fetch-dest": "empty", "x-requested-with": "XMLHttpRequest"}
    assert client.get("/admin/", headers=by_itself).status_code == 403
    asked = client.get("/admin/account/", headers={"Sec-Fetch-Dest": "document"})
    assert asked["Location"] == "/account/login/?next=%2Fadmin%2Faccount%2F&ended=1"
    assert (is_open(client), Session.objects.count()) == (False, 0)


def test_an_editor_goes_on_after_a_break_but_not_after_twelve_hours(now):  # X7
    client = browser()
    make_editor()
    log_in(client, "redaktion")
    now.shift(timedelta(hours=11, minutes=59))
    assert is_open(client)
    now.shift(timedelta(minutes=2))
    assert not is_open(client)


def test_twelve_hours_end_also_a_session_in_use(now):  # X7
    client = browser()
    make_clerk()
    log_in(client, "anmeldung")
    opened = []
    for _ in range(37):
        now.shift(timedelta(minutes=20))
        opened.append(is_open(client))
    assert opened == [True] * 35 + [False] * 2


def test_both_times_are_settings(now, settings):  # X7
    settings.STAFF_IDLE_SECONDS, settings.STAFF_SESSION_SECONDS = 0, 3600
    client = browser()
    make_clerk()
    log_in(client, "anmeldung")
    now.shift(timedelta(minutes=59))
    assert is_open(client)
    now.shift(timedelta(minutes=2))
    assert not is_open(client)


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        (PING, {}),
        ("/account/session/", {}),
        ("/admin/", {"sec-fetch-dest": "empty"}),
        ("/admin/", {"sec-fetch-dest": "iframe"}),
    ],
)
def test_what_the_browser_asks_by_itself_is_no_activity(now, path, headers):  # X7
    client = browser()
    make_clerk()
    log_in(client, "anmeldung")
    assert is_open(client) is True
    for _ in range(3):
        now.shift(timedelta(minutes=9))
        client.get(path, headers=headers)
    now.shift(timedelta(minutes=4))
    assert is_open(client) is False


def test_typing_is_activity_and_the_browser_is_told_how_long_the_session_lasts(now):  # X7
    client = browser()
    make_clerk()
    assert client.get("/account/session/").json() == {"seconds": 0}
    log_in(client, "anmeldung")
    now.shift(timedelta(minutes=20))
    assert client.get("/account/session/").json() == {"seconds": 600}
    token = client.cookies["csrftoken"].value
    answer = client.post("/account/session/", headers={"x-csrftoken": token})
    assert (answer.json(), answer["Cache-Control"]) == ({"seconds": 1800}, "private, no-store")
    now.shift(timedelta(minutes=31))
    assert client.post("/account/session/", headers={"x-csrftoken": token}).json() == {"seconds": 0}


def test_an_account_switched_off_loses_all_sessions_also_for_later(settings):  # X7
    settings.STAFF_SECOND_FACTOR = False
    user, admin = make_editor(), make_staff("verwaltung", is_superuser=True, first_name="V", last_name="W")
    both = [browser(), browser()]
    for client in both:
        log_in(client, "redaktion")
    user.is_active = False
    user.save()
    assert [is_open(client) for client in both] == [False, False]
    user.is_active = True
    user.save()
    assert [is_open(client) for client in both] == [False, False]
    log_in(both[0], "redaktion")
    chief = browser()
    chief.force_login(admin)
    bulk = reverse("wagtail_bulk_action", args=["cms", "user", "set_active_state"]) + f"?id={user.pk}"
    for state in (False, True):
        assert post(chief, bulk, mark_as_active=state).status_code == 302
        assert not is_open(both[0])
    user.refresh_from_db()
    assert user.is_active


def test_a_new_password_ends_the_other_sessions():  # X7
    user = make_editor()
    mine, other = browser(), browser()
    for client in (mine, other):
        log_in(client, "redaktion")
    user.set_password("fünf ganz andere Wörter hier")
    user.save()
    assert [is_open(client) for client in (mine, other)] == [False, False]


def test_after_the_log_out_the_session_is_nowhere():  # X7
    client = browser()
    make_editor()
    log_in(client, "redaktion")
    cookie = client.cookies["sessionid"].value
    assert post(client, "/account/second-factor/").status_code == 405
    assert (
        client.post("/account/logout/", {"csrfmiddlewaretoken": client.cookies["csrftoken"].value}).status_code == 302
    )
    client.cookies["sessionid"] = cookie
    assert not is_open(client)
    assert Session.objects.count() == 0


def test_an_administrator_resets_the_second_factor_and_it_is_logged():  # X7
    user = make_editor()
    add_app(user)
    chief, client = browser(), browser()
    admin = make_staff("verwaltung", ADMINISTRATORS)
    chief.force_login(admin)
    client.force_login(user)
    page = reverse("reset_second_factor", args=[user.pk])
    assert page in chief.get(reverse("wagtailusers_users:index")).content.decode()
    assert user.authenticator_set.count() == 1
    assert post(chief, page).status_code == 302
    assert user.authenticator_set.count() == 0
    assert client.get("/admin/")["Location"].startswith("/account/login/")
    entry = ModelLogEntry.objects.get(action="cms.reset_second_factor")
    assert (entry.user, entry.object_id, entry.data) == (admin, str(user.pk), {})


def test_nobody_resets_the_factor_of_somebody_with_more_rights():  # X7 X10
    chief = browser()
    chief.force_login(make_staff("verwaltung", ADMINISTRATORS))
    editor = browser()
    editor.force_login(make_staff("redaktion2", EDITORS))
    powerful = make_staff("chefin", is_superuser=True)
    add_app(powerful)
    clerk = make_staff("zugang", NEEDS_STAFF)
    add_app(clerk)
    for client, user in [(chief, powerful), (editor, clerk)]:
        address = reverse("reset_second_factor", args=[user.pk])
        data = {"csrfmiddlewaretoken": client.get("/account/login/") and client.cookies.get("csrftoken", "")}
        assert client.get(address)["Location"] == "/admin/"
        client.post(address, data)
        assert user.authenticator_set.count() == 1
