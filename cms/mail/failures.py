"""Why a mail failed or waits, in words: the outbox keeps only the kind of error and its codes."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Mail
from .refusals import ASKS_FOR_A_LOGIN, is_about_the_reader
from .sender import RETRY_AFTER

Sentence = str | Promise

ADDRESS_REFUSED = _("The mail server refuses this address: perhaps it is mistyped, or it no longer exists.")
MAILBOX_FULL = _("The mailbox of this address is full.")
NOT_TAKEN = _("The mail server did not take this mail, however often we tried. The operators have to look at it.")
NO_CONNECTION = _("Our mail server can't be reached. The operators have to look at it.")
CAME_BACK = _("The mail was sent, but it came back: perhaps the address is mistyped, or it no longer exists.")
TURNED_BACK = _("The mail was sent, but the mail server of the reader turned it back.")
NOT_MADE = _("The mail could not be written. The operators have to look at it.")

# By the name of the error, as ``cms.mail.sender`` keeps it.
REFUSED_FOR_GOOD = {"SMTPRecipientsRefused", "SMTPDataError"}
CONNECTING = {"SMTPServerDisconnected", "OSError", "TimeoutError", "gaierror"}
GREETING = {"SMTPConnectError", "SMTPHeloError"}
FULL = "5.2.2"
# By ``cms.mail.bounces``.
BOUNCED = "Bounced"

# What those who run the site can do about mails that wait.
UNREACHABLE = _("The mail server can't be reached: look at EMAIL_HOST, EMAIL_PORT and at its certificate.")
NOT_GREETED = _("The mail server doesn't talk to this server.")
LOG_IN_REFUSED = _(
    "The mail server demands a log-in, or refuses ours: look at EMAIL_HOST_USER and EMAIL_HOST_PASSWORD."
)
SENDER_REFUSED = _("The mail server refuses our sender: look at DEFAULT_FROM_EMAIL.")
NOT_OFFERED = _("The mail server offers no encryption, or no log-in: look at EMAIL_USE_TLS and EMAIL_PORT.")
RULES = _("The mail server passes nothing on for this server, or its rules refuse our mails.")
PUT_OFF = _("The mail server puts our mails off.")
MAIL_NOT_MADE = _("A mail can't be written: the log of the worker says why.")


def in_words(mail: Mail) -> Sentence:
    """Return why a mail failed, for staff; an empty text where nothing is known."""
    name, codes = _parts(mail.error)
    if not name:
        return ""
    if name == BOUNCED:
        return _why_it_came_back(codes)
    if _is_about_the_connection(name) or name in GREETING:
        return NO_CONNECTION
    if not name.startswith("SMTP"):
        return NOT_MADE
    # What was tried to the end was no refusal for good, such as a server that passes nothing on for us.
    if mail.tries > len(RETRY_AFTER) or name not in REFUSED_FOR_GOOD:
        return NOT_TAKEN
    return MAILBOX_FULL if FULL in codes else ADDRESS_REFUSED


def why_it_waits(error: str) -> Sentence:
    """Return what keeps mails with this error in the outbox, for those who run the site; empty where it is unknown."""
    name, codes = _parts(error)
    code = int(codes[0]) if codes and codes[0].isdecimal() else 0
    if not name:
        return ""
    if _is_about_the_connection(name):
        return UNREACHABLE
    if not name.startswith("SMTP"):
        return MAIL_NOT_MADE
    if 0 < code < 500:
        return PUT_OFF
    if name in GREETING:
        return NOT_GREETED
    if name == "SMTPNotSupportedError":
        return NOT_OFFERED
    if name == "SMTPAuthenticationError" or code in ASKS_FOR_A_LOGIN:
        return LOG_IN_REFUSED
    return SENDER_REFUSED if name == "SMTPSenderRefused" else RULES


def _why_it_came_back(codes: list[str]) -> Sentence:
    if FULL in codes:
        return MAILBOX_FULL
    _kind, subject, detail = (int(number) for number in codes[0].split("."))
    return CAME_BACK if is_about_the_reader(subject, detail) else TURNED_BACK


def _is_about_the_connection(name: str) -> bool:
    return name in CONNECTING or name.startswith(("Connection", "SSL"))


def _parts(error: str) -> tuple[str, list[str]]:
    name, *codes = error.split(" ")
    return name, codes
