"""What the log never holds."""

import logging

import pytest
from django.core import signing

from cms.log_filter import HideSignedValues

SECRET = signing.dumps(["0" * 32, "personal", 1], salt="any")


@pytest.mark.parametrize("secret", [SECRET, SECRET + "x", SECRET[:-3], SECRET.replace(":", "%3A")])
def test_a_signed_value_is_hidden_in_every_message(secret):  # V4 X3
    record = logging.LogRecord("any", logging.WARNING, "", 1, "Not Found: %s", (f"/de/my-signup/{secret}/x/",), None)
    assert HideSignedValues().filter(record) is True
    assert record.getMessage() == "Not Found: /de/my-signup/[signed]/x/"


def test_other_messages_stay_as_they_are():  # V4
    record = logging.LogRecord("any", logging.INFO, "", 1, "%s: %d done", ("cms.mail.sender.send_due", 3), None)
    HideSignedValues().filter(record)
    assert (record.msg, record.args) == ("%s: %d done", ("cms.mail.sender.send_due", 3))


def test_the_handler_of_every_environment_has_the_filter(settings):  # V4 X3
    handlers = settings.LOGGING["handlers"].values()
    assert [handler["filters"] for handler in handlers] == [["no_secret_links"]] * len(handlers)
