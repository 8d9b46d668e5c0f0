"""Turns ``EMAIL_...`` of an environment into Django's settings: mails leave encrypted, unless told not to."""

from collections.abc import Mapping

from django.core.exceptions import ImproperlyConfigured

STARTTLS_PORT = 587
TLS_PORT = 465
PLAIN_PORT = 25
# A server that hangs costs the worker so many seconds for each mail.
TIMEOUT = 20


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
