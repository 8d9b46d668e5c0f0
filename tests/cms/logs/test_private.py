"""What the app's log never holds."""

import logging
import logging.config
import sys

import pytest
from django.core import signing

from cms.logs.private import PrivateFormatter, private

SECRET = signing.dumps(["0" * 32, "personal", 1], salt="any")


def line(message, *args, **more):
    record = logging.LogRecord("any", logging.WARNING, "", 1, message, args, more.get("exc_info"))
    return PrivateFormatter("{message}", style="{").format(record)


@pytest.mark.parametrize("secret", [SECRET, SECRET + "x", SECRET[:-3], SECRET.replace(":", "%3A")])
def test_a_signed_value_is_hidden_in_every_message(secret):  # V4 X3
    assert line("Not Found: %s", f"/de/my-signup/{secret}/x/") == "Not Found: /de/my-signup/[signed]/x/"


def test_links_that_set_a_password_are_hidden():  # V4 X7
    shown = line("Not Found: %s", "/admin/password_reset/confirm/MQ/d5f3u2-0123456789abcdef/")
    assert shown == "Not Found: /admin/password_reset/confirm/[secret]"


@pytest.mark.parametrize("address", ["anna@example.org", "o'neil@a.example", "anna%40example.org", "Änne@example.org"])
def test_a_mail_address_is_hidden(address):  # V4
    written = line("%s was refused", address)
    assert ("example" in written, written.endswith(" was refused")) == (False, True)


def test_what_a_row_contains_is_hidden_in_the_traceback():  # V4
    refused = "null value\nDETAIL:  Failing row contains (7, Anna,\n\nBeispiel, anna@example.org)."
    try:
        try:
            raise ValueError(refused)
        except ValueError as error:
            raise RuntimeError(SECRET) from error
    except RuntimeError:
        shown = line("The job failed.", exc_info=sys.exc_info())
    assert [part for part in ("Anna", "Beispiel", "example.org", SECRET) if part in shown] == []
    assert ("DETAIL: [hidden]" in shown, "RuntimeError: [signed]" in shown) == (True, True)


@pytest.mark.parametrize("text", ["cms.mail.sender.send_due: 3 done", "2026-11-27 07:45:28,741 INFO wagtail", "a@b"])
def test_other_lines_stay_as_they_are(text):  # V4
    assert private(text) == text


def test_every_handler_of_every_environment_writes_so(settings):  # V4 X3
    logging_of = settings.LOGGING
    formatters = {handler["formatter"] for handler in logging_of["handlers"].values()}
    assert {logging_of["formatters"][name]["()"] for name in formatters} == {"cms.logs.private.PrivateFormatter"}
