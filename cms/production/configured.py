"""Whether the settings are those of a site that people visit."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import validate_host

LEAST_KEY_LENGTH = 50
LEAST_KEY_LETTERS = 5


def of_production() -> Iterator[str]:
    """The demo is allowed in development only."""
    if settings.DEBUG or settings.DEMO_ALLOWED:
        yield "These are the settings of development: set DJANGO_SETTINGS_MODULE=cms.settings.production."


def allowed_hosts() -> Iterator[str]:
    """A host that nobody checks lets strangers put their own address into our mails."""
    if "*" in settings.ALLOWED_HOSTS:
        yield "ALLOWED_HOSTS lets every name through: write the names of this site instead of *."
    host = urlsplit(settings.BASE_URL).hostname or ""
    if not validate_host(host, settings.ALLOWED_HOSTS):
        yield f"ALLOWED_HOSTS lacks {host}, the name in BASE_URL."


def secret_key() -> Iterator[str]:
    """Whoever guesses it logs in as anybody."""
    key = settings.SECRET_KEY
    if len(key) < LEAST_KEY_LENGTH or len(set(key)) < LEAST_KEY_LETTERS:
        yield f"SECRET_KEY is too easy to guess: it needs {LEAST_KEY_LENGTH} random characters."


def erasure_journal() -> Iterator[str]:
    """Without it, a restore would bring back everybody who was erased since."""
    if not settings.ERASURE_JOURNAL:
        yield "ERASURE_JOURNAL is missing: a restore would bring back people who were erased since the backup."


def alerts() -> Iterator[str]:
    """Somebody has to learn that the worker stands still."""
    if not settings.ALERT_EMAILS:
        yield "ALERT_EMAILS is empty, so nobody is told when the site stands still."


def hsts() -> Iterator[str]:
    """Browsers have to know that this site is encrypted."""
    if urlsplit(settings.BASE_URL).scheme != "https":
        yield "BASE_URL doesn't begin with https, so what people send is not encrypted."
    if not settings.SECURE_HSTS_SECONDS:
        yield "SECURE_HSTS_SECONDS is 0, so browsers try the site unencrypted first."
