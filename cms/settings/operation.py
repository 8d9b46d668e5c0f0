"""What those who run the site read and are told: health, metrics, alerts, the form of the log."""

import os
from collections.abc import Mapping

from django.core.exceptions import ImproperlyConfigured

from .error_reports import error_reports
from .mail import bounce_mailbox

# Shown in the admin; CHANGELOG.md says what came with it.
RELEASE = "1.0.0"

# Where mails come back, which the worker reads; None: nobody does
BOUNCE_MAILBOX = bounce_mailbox(os.environ)

# What the mail server takes in a minute; 0: no limit
MAILS_PER_MINUTE = int(os.environ.get("MAILS_PER_MINUTE") or 0)

LOG_FORMATS = ("text", "json")

# Who may read /metrics: whoever sends "Authorization: Bearer TOKEN". Empty: nobody.
METRICS_TOKEN = os.environ.get("METRICS_TOKEN", "")
# Whom "manage.py alert" tells, separated by commas
ALERT_EMAILS = [address.strip() for address in os.environ.get("ALERT_EMAILS", "").split(",") if address.strip()]

# How long a clock that jumped ahead is not believed, where something would end by it that people were promised
SECONDS_OF_DISTRUST = 600.0

# What is asked of the site as a whole, and what is told to monitoring, as dotted paths: the frame imports no feature
HEALTH_CHECKS = [
    "cms.health.standing_still.worker",
    "cms.health.standing_still.jobs",
    "cms.health.standing_still.outbox",
    "cms.health.standing_still.nightly_check",
    "cms.health.standing_still.erasure_journal",
    "cms.health.disk.disk",
    "events.signups.measures.overdue_holds",
]
HEALTH_MEASURES = ["cms.health.measures.of_the_frame", "events.signups.measures.measures"]


def logging_from(environment: Mapping[str, str]) -> dict:
    """Return Django's ``LOGGING``: lines for people, or with LOG_FORMAT=json one object a line.

    With SENTRY_DSN a server hears of errors besides. Raises ImproperlyConfigured with one sentence for another form,
    and for an address that can't work.
    """
    form = environment.get("LOG_FORMAT", "") or LOG_FORMATS[0]
    if form not in LOG_FORMATS:
        raise ImproperlyConfigured("LOG_FORMAT must be text or json.")
    formatters = {
        "text": {
            "()": "cms.logs.private.PrivateFormatter",
            "fmt": "{asctime} {levelname} {name} {message}",
            "style": "{",
        },
        "json": {"()": "cms.logs.json_lines.JsonFormatter"},
    }
    console = {"class": "logging.StreamHandler", "formatter": "line"}
    handlers = {"console": console, **error_reports(environment, RELEASE)}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatters[form]},
        "handlers": handlers,
        "root": {"handlers": list(handlers), "level": "INFO"},
    }
