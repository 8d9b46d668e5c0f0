"""Turns ``EMAIL_...`` of an environment into Django's settings: mails leave encrypted, unless told not to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

STARTTLS_PORT = 587
TLS_PORT = 465
PLAIN_PORT = 25
# A server that hangs costs the worker so many seconds for each mail.
TIMEOUT = 20
# IMAP with TLS from the start, or by STARTTLS: nothing leaves unencrypted.
IMAP_PORTS = {"imaps": 993, "imap": 143}


@dataclass(frozen=True)
class Mailbox:
    """A folder of a mailbox; ``is_tls``: from the start, otherwise by STARTTLS."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str
    is_tls: bool


def bounce_mailbox(environment: Mapping[str, str]) -> Mailbox | None:
    """Return where mails come back, as BOUNCE_MAILBOX_URL says; None where nobody reads it.

    Raises ImproperlyConfigured with one sentence, without the password, for what can't work.
    """
    given = environment.get("BOUNCE_MAILBOX_URL", "")
    if not given:
        return None
    wrong = ImproperlyConfigured(
        "BOUNCE_MAILBOX_URL must read imaps://USER:PASSWORD@HOST/FOLDER, with %40 for an @ in the name of the user."
    )
    try:
        parts = urlsplit(given)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise wrong from None
    user, password, folder = (unquote(text or "") for text in (parts.username, parts.password, parts.path[1:]))
    if parts.scheme not in IMAP_PORTS or not (host and user and password) or not (folder or "INBOX").isascii():
        raise wrong
    if not f"{user}{password}{folder}".isprintable():
        raise wrong
    usual = IMAP_PORTS[parts.scheme]
    return Mailbox(host, port or usual, user, password, folder or "INBOX", parts.scheme == "imaps")


def mail_server(environment: Mapping[str, str]) -> dict:
    """Return the settings of the mail server: STARTTLS, TLS from the start with EMAIL_USE_SSL=1, or EMAIL_USE_TLS=0.

    Raises ImproperlyConfigured with one sentence for what can't work.
    """
    use_ssl = environment.get("EMAIL_USE_SSL", "") == "1"
    use_tls = environment.get("EMAIL_USE_TLS", "") or ("0" if use_ssl else "1")
    if use_tls not in ("0", "1"):
        raise ImproperlyConfigured("EMAIL_USE_TLS must be 1 for STARTTLS or 0 for mails that leave unencrypted.")
    if use_ssl and use_tls == "1":
        raise ImproperlyConfigured("EMAIL_USE_SSL and EMAIL_USE_TLS exclude each other: set one of them.")
    usual_port = TLS_PORT if use_ssl else STARTTLS_PORT if use_tls == "1" else PLAIN_PORT
    port = environment.get("EMAIL_PORT", "") or str(usual_port)
    if not port.isdecimal():
        raise ImproperlyConfigured(f"EMAIL_PORT must be a number such as {usual_port}.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": environment.get("EMAIL_HOST", "") or "localhost",
        "EMAIL_PORT": int(port),
        "EMAIL_HOST_USER": environment.get("EMAIL_HOST_USER", ""),
        "EMAIL_HOST_PASSWORD": environment.get("EMAIL_HOST_PASSWORD", ""),
        "EMAIL_USE_TLS": use_tls == "1",
        "EMAIL_USE_SSL": use_ssl,
        "EMAIL_TIMEOUT": TIMEOUT,
    }
