"""The Message-ID of a mail of the outbox: nobody can make it up, so whoever names one has seen the mail."""

import re

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from .models import Mail

OURS = re.compile(r"<teilhabe-(\d{1,18})-(\d{14})-([0-9a-f]{20})@[^\s<>@]+>")
SALT = "cms.mail.message_ids"


def message_id_of(mail: Mail) -> str:
    """Return the same for each try, so that a mailbox can drop the double after a line that broke behind DATA."""
    domain = settings.DEFAULT_FROM_EMAIL.rsplit("@", 1)[-1].strip(">")
    number, moment = str(mail.pk), f"{mail.created_at:%Y%m%d%H%M%S}"
    return f"<teilhabe-{number}-{moment}-{_seal(number, moment, settings.SECRET_KEY)}@{domain}>"


def mail_named(message_id: str) -> int | None:
    """Return the number of the mail in the outbox; None for an id that this site never gave."""
    found = OURS.fullmatch(message_id.strip())
    if found is None:
        return None
    number, moment, seal = found.groups()
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    is_ours = any(constant_time_compare(seal, _seal(number, moment, key)) for key in keys)
    return int(number) if is_ours else None


def _seal(number: str, moment: str, key: str | bytes) -> str:
    return salted_hmac(SALT, f"{number}-{moment}", secret=key, algorithm="sha256").hexdigest()[:20]
