"""Whether mails can leave, and whether the sender's address is one that people can answer to."""

from collections.abc import Iterator
from email import policy

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email

from ..mail.destination import destination
from ..mail.mailbox import MailboxNotReadError, open_mailbox
from .checking import first_line

NOBODYS = (".example", ".invalid", ".test", ".localhost", ".example.com", ".example.org", ".example.net")
HERE = {"localhost", "127.0.0.1", "::1"}
SUBJECT, TEXT = "Test", "This mail was sent by manage.py check_production.\n"


def from_address() -> Iterator[str]:
    """One address, its name in quotes, at a domain that exists."""
    header = policy.default.header_factory("From", settings.DEFAULT_FROM_EMAIL)
    if len(header.addresses) != 1 or header.defects:
        yield 'DEFAULT_FROM_EMAIL isn\'t one address: write a name in double quotes, "Stadt, Amt" <mail@DOMAIN>.'
        return
    address = header.addresses[0].addr_spec
    try:
        validate_email(address)
    except ValidationError:
        yield f"DEFAULT_FROM_EMAIL holds {address}, which is no e-mail address."
        return
    domain = address.lower().rpartition("@")[2]
    if f".{domain}".endswith(NOBODYS):
        yield f"DEFAULT_FROM_EMAIL is {address}: nobody receives mail at that domain."


def mail_server() -> Iterator[str]:
    """Mails hold secret links, so they leave encrypted."""
    if not settings.EMAIL_BACKEND.endswith(".smtp.EmailBackend"):
        yield f"Mails reach nobody: they leave by {destination()}."
    elif not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL or settings.EMAIL_HOST in HERE):
        yield f"Mails leave unencrypted for {settings.EMAIL_HOST}: set EMAIL_USE_TLS=1."


def bounce_mailbox() -> Iterator[str]:
    """The mailbox to which mails come back can be read, where one is named."""
    if settings.BOUNCE_MAILBOX is None:
        return
    try:
        with open_mailbox(settings.BOUNCE_MAILBOX) as mailbox:
            mailbox.unread()
    except MailboxNotReadError as error:
        yield f"BOUNCE_MAILBOX_URL: {error}"


def send_test_mail(address: str) -> Iterator[str]:
    """Send a mail at once, past the outbox; yield why it didn't leave."""
    try:
        EmailMessage(SUBJECT, TEXT, to=[address], connection=get_connection()).send()
    except OSError as error:
        # smtplib's errors are some, too.
        yield f"The mail to {address} did not leave by {destination()}: {type(error).__name__}, {first_line(error)}."
