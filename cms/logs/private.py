"""Takes out of a log's lines what is nobody's business: secret links, mail addresses, what rows contain."""

import logging
import re
from copy import copy

# Answers from here on are the site's fault.
DEFECT = 500
# What django.core.signing makes: the value, its moment, and a signature of 43 letters; also when its end was cut off.
SIGNED_VALUE = re.compile(r"[\w.-]+(?::|%3A)\w+(?::|%3A)[\w-]{20,}", re.IGNORECASE)
# Links that set the password of staff
RESET = re.compile(r"(password_reset/confirm/)[^\s'\"]+")
MAIL_ADDRESS = re.compile(r"[^\s<>@\"'(),:;=\[\]{}/]+(?:@|%40)[\w.-]+\.\w+", re.IGNORECASE)
# PostgreSQL tells which values it refused, up to the end of this part of a traceback.
DETAIL = re.compile(r"DETAIL:.*?(?=\n\nThe above exception was|\n\nDuring handling of the above|\Z)", re.DOTALL)


def private(text: str) -> str:
    """Return ``text`` without what must not be written down."""
    text = DETAIL.sub("DETAIL: [hidden]", text)
    text = SIGNED_VALUE.sub("[signed]", text)
    text = RESET.sub(r"\1[secret]", text)
    return MAIL_ADDRESS.sub("[address]", text)


class PrivateFormatter(logging.Formatter):
    """Formats a record as Django or gunicorn would, and takes secrets out of the message and of the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, or the lines with a traceback.

        A request that was turned away is one line: strangers can send it without end, and nothing of ours is broken.
        """
        if getattr(record, "status_code", DEFECT) < DEFECT:
            record = copy(record)
            record.exc_info = record.exc_text = None
        return private(super().format(record))
