"""Why a mail failed, in words for staff: the outbox keeps only the kind of error and its codes."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Mail
from .sender import RETRY_AFTER

Sentence = str | Promise

ADDRESS_REFUSED = _("The mail server refuses this address: perhaps it is mistyped, or it no longer exists.")
TEXT_REFUSED = _("The mail server refuses to take this mail.")
NOT_TAKEN = _("The mail server did not take this mail, however often we tried. The operators have to look at it.")
NO_CONNECTION = _("Our mail server can't be reached. The operators have to look at it.")
NOT_MADE = _("The mail could not be written. The operators have to look at it.")

# By the name of the error, as ``cms.mail.sender`` keeps it.
REFUSED_FOR_GOOD: dict[str, Sentence] = {"SMTPRecipientsRefused": ADDRESS_REFUSED, "SMTPDataError": TEXT_REFUSED}
CONNECTING = {"SMTPConnectError", "SMTPHeloError", "SMTPServerDisconnected", "OSError", "TimeoutError", "gaierror"}


def in_words(mail: Mail) -> Sentence:
    """Return why a mail failed; an empty text where nothing is known."""
    name = mail.error.partition(" ")[0]
    if not name:
        return ""
    if name in CONNECTING or name.startswith(("Connection", "SSL")):
        return NO_CONNECTION
    if not name.startswith("SMTP"):
        return NOT_MADE
    # What was tried to the end was no refusal for good, such as a server that passes nothing on for us.
    return NOT_TAKEN if mail.tries > len(RETRY_AFTER) else REFUSED_FOR_GOOD.get(name, NOT_TAKEN)
