"""Mails what is wrong to those who run the site, by another road than the worker, which may be what is wrong.

What was told stands in a file beside the other things of this machine, for the database may be what doesn't answer.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.mail import send_mail
from django.db import DatabaseError
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from .readiness import Readiness
from .trouble import Trouble
from .troubles import troubles

TOLD_AGAIN_AFTER = timedelta(hours=6)


@dataclass(frozen=True)
class Told:
    """What the last mail said."""

    names: list[str]
    at: datetime | None


def wrong(now: datetime) -> list[Trouble]:
    """Return what is wrong with this server and with the site; what can't be asked is told by what prevents it."""
    readiness = Readiness()
    names = {
        "database": _("The database doesn't answer."),
        "lock timeout": _("The database role lets locks wait without end: ALTER ROLE ... SET lock_timeout = '3s'."),
        "migrations": _("The database is not that of this release: “manage.py migrate” has not run."),
        "cache": _("The shared cache doesn't answer."),
        "private storage": _("The storage of drafts and pictures doesn't answer."),
    }
    missing = readiness.missing()
    found = [Trouble(name, names[name]) for name in [*missing, *readiness.missed()]]
    if missing:
        return found
    try:
        return [*found, *troubles(now)]
    except DatabaseError:
        return [*found, Trouble("database", names["database"])]


def alert(found: list[Trouble], now: datetime) -> str:
    """Mail what is wrong when it is news, or still so after six hours, and once that all is well; say what was done."""
    told = _read()
    names = sorted({trouble.name for trouble in found})
    is_old = told.at is not None and now - told.at < TOLD_AGAIN_AFTER
    if names == told.names and (is_old or not names):
        return _("Nothing new.")
    if not settings.ALERT_EMAILS:
        return _("Nobody was told: ALERT_EMAILS is empty.")
    subject = _("%(site)s: something is wrong") if names else _("%(site)s: all is well again")
    lines = [str(trouble.sentence) for trouble in found] or [_("What was reported before is over.")]
    body = "\n\n".join([*lines, settings.BASE_URL])
    send_mail(subject % {"site": settings.BASE_URL}, body, settings.DEFAULT_FROM_EMAIL, settings.ALERT_EMAILS)
    _path().parent.mkdir(parents=True, exist_ok=True)
    _path().write_text(json.dumps({"names": names, "at": now.isoformat()}), encoding="utf-8")
    return _("Told %(addresses)s.") % {"addresses": ", ".join(settings.ALERT_EMAILS)}


def _read() -> Told:
    try:
        known = json.loads(_path().read_text(encoding="utf-8"))
        return Told(list(known["names"]), parse_datetime(known["at"]))
    except (OSError, ValueError, KeyError, TypeError):
        # Never told, or nobody knows: rather once too often.
        return Told([], None)


def _path() -> Path:
    return Path(settings.VAR_DIR) / "alert.json"
