"""Whoever is turned away leaves no traceback in the log: anybody could fill it, and hide something among them."""

import logging

import pytest

from cms.logs.private import PrivateFormatter
from tests.browser_client import BrowserClient
from tests.builders import make_home, make_staff

pytestmark = pytest.mark.django_db
METHODS = ["GET", "OPTIONS", "POST", "PUT", "PROPFIND"]
ADMIN = [
    "/admin/",
    "/admin/users/",
    "/admin/events/signups/",
    "/admin/signups/",
    "/admin/api/main/pages/",
    "/admin/nothing/here/",
]
# Not the login: a post there ends the session.
PUBLIC = ["/", "/de/", "/de/search/", "/de/nothing/", "/account/second-factor/", "/de/calendar.ics"]


@pytest.fixture
def tracebacks():
    """What is written with a traceback while the test runs, as the settings have it written."""
    kept: list[str] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if "Traceback" in self.format(record):
                kept.append(record.getMessage())

    keeper = Keeper()
    keeper.setFormatter(PrivateFormatter())
    loggers = [logging.getLogger(), logging.getLogger("django")]
    for logger in loggers:
        logger.addHandler(keeper)
    yield kept
    for logger in loggers:
        logger.removeHandler(keeper)


def ask(client, method, address, body=b"", **headers):
    headers = {"sec-fetch-site": "same-origin", **headers}
    return client.generic(method, address, body, "multipart/form-data", headers=headers).status_code


@pytest.mark.parametrize("who", ["nobody", "a translator", "a clerk"])
def test_no_method_and_no_address_leaves_a_traceback(tracebacks, who):  # V4 X10
    make_home()
    client = BrowserClient()
    if who != "nobody":
        client.force_login(make_staff("staff", *(["events.view_signup"] if who == "a clerk" else [])))
    by_script = {"x-requested-with": "XMLHttpRequest"}
    answers = {(method, path): ask(client, method, path) for method in METHODS for path in [*ADMIN, *PUBLIC]}
    answers |= {("by a script", path): ask(client, "GET", path, **by_script) for path in ADMIN}
    assert {cell: status for cell, status in answers.items() if status >= 500} == {}
    assert tracebacks == []


def test_a_script_that_may_not_is_told_so_and_not_led_elsewhere(tracebacks):  # X10
    make_home()
    client = BrowserClient()
    client.force_login(make_staff("staff"))
    assert [ask(client, method, "/admin/users/") for method in ("PUT", "PATCH", "DELETE")] == [403, 403, 403]
    assert tracebacks == []


def test_neither_a_foreign_host_nor_a_broken_post_does(tracebacks, logged_errors, settings):  # V4
    make_home()
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    client = BrowserClient()
    client.force_login(make_staff("staff"))
    assert client.get("/de/", headers={"host": "elsewhere.example"}).status_code == 400
    assert ask(client, "POST", "/admin/account/", b"too much for a form") == 400
    assert tracebacks == []
    assert {record.name for record in logged_errors} == {"django.security.DisallowedHost"}


def test_a_defect_of_ours_is_written_with_its_traceback():  # O7
    try:
        raise ZeroDivisionError
    except ZeroDivisionError as error:
        told = (type(error), error, error.__traceback__)
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "Internal Server Error: /de/", None, told)
    record.status_code = 500
    assert "Traceback" in PrivateFormatter().format(record)
