"""Where errors are told, besides the log: a server that understands Sentry's envelopes (SENTRY_DSN)."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

OWN_MACHINE = {"localhost", "127.0.0.1", "::1"}


def error_reports(environment: Mapping[str, str], release: str) -> dict[str, dict]:
    """Return the handler of the log that tells errors, by its name; nothing where no server is named.

    Raises ImproperlyConfigured with one sentence, which leaves the key out.
    """
    dsn = environment.get("SENTRY_DSN", "")
    if not dsn:
        return {}
    return {
        "error_reports": {
            "class": "cms.logs.error_reports.ErrorReports",
            "level": "ERROR",
            "release": release,
            **_read(dsn),
        }
    }


def _read(dsn: str) -> dict[str, str]:
    wrong = ImproperlyConfigured("SENTRY_DSN must read https://KEY@HOST/NUMBER; http only for this very machine.")
    try:
        parts = urlsplit(dsn)
        port = f":{parts.port}" if parts.port else ""
    except ValueError as error:
        raise wrong from error
    before, _slash, project = parts.path.rpartition("/")
    host = parts.hostname or ""
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and host in OWN_MACHINE)
    if not (is_safe and host and (parts.username or "").isalnum() and project.isdigit()):
        raise wrong
    named = f"[{host}]" if ":" in host else host
    return {"url": f"{parts.scheme}://{named}{port}{before}/api/{project}/envelope/", "key": parts.username or ""}
