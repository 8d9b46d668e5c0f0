"""The signed value that a form of visitors carries: when it was shown, for what, and a random key of its own."""

import secrets
import time
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing

SALT = "cms.forms.public_form"
FORM_LASTS = timedelta(hours=24)
KEY_BYTES = 16


@dataclass(frozen=True)
class FormStart:
    """``age`` in seconds; ``key`` is this one form's and nobody else's."""

    key: str
    age: float


def new_start(bound_to: str = "") -> str:
    """Return what a form carries that is shown now; ``bound_to`` says for what alone it is good, such as an event."""
    return signing.dumps([bound_to, secrets.token_urlsafe(KEY_BYTES)], salt=SALT)


def read_start(value: str, bound_to: str = "") -> FormStart | None:
    """Return what a posted form carried; None when it is forged, too old or another form's."""
    try:
        found_for, key = signing.loads(value, salt=SALT, max_age=FORM_LASTS)
        shown = signing.b62_decode(value.rsplit(":", 2)[1])
    except (signing.BadSignature, ValueError, TypeError, IndexError):
        return None
    if found_for != bound_to or not isinstance(key, str):
        return None
    return FormStart(key, time.time() - shown)
