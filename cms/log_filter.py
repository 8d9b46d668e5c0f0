"""Keeps secret links out of the log."""

import logging
import re

# What django.core.signing makes: the value, its moment, and a signature of 43 letters.
SIGNED_VALUE = re.compile(r"[\w.-]+(?::|%3A)\w+(?::|%3A)[\w-]{20,}", re.IGNORECASE)


class HideSignedValues(logging.Filter):
    """Replaces every signed value in a message, also one that was not copied completely.

    Django logs the address of each request that fails, and a mail program that adds a letter to a link makes it fail.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, without its secrets."""
        message = record.getMessage()
        hidden = SIGNED_VALUE.sub("[signed]", message)
        if hidden != message:
            record.msg, record.args = hidden, None
        return True
