"""The mailbox to which mails come back, read by IMAP: always encrypted, a bounded piece of a few messages at a time."""

import contextlib
import imaplib
import ssl
from collections.abc import Iterator

from cms.settings.mail import Mailbox

SECONDS_FOR_AN_ANSWER = 10
# A notice and the mail that it returns are smaller; of what is larger the beginning says enough.
MOST_BYTES = 256 * 1024
# A flag of our own: people read the same mailbox, and what is unread to them stays so.
READ = "TeilhabeRead"


class MailboxNotReadError(Exception):
    """The mailbox can't be reached, or does not what is asked."""


class OpenMailbox:
    """A folder that is open; all methods raise MailboxNotReadError."""

    def __init__(self, connection: imaplib.IMAP4, *, removes_one: bool) -> None:
        self._connection = connection
        self._removes_one = removes_one

    def unread(self) -> list[str]:
        """Return the numbers of the messages that ``keep`` and ``remove`` have not seen, oldest first."""
        return self._ask("SEARCH", f"UNKEYWORD {READ} UNDELETED")[0].decode("ascii").split()

    def beginning_of(self, number: str) -> bytes:
        """Return the first 256 KB of a message; empty when it is gone meanwhile."""
        answer = self._ask("FETCH", number, f"(BODY.PEEK[]<0.{MOST_BYTES}>)")
        return next((part[1] for part in answer if isinstance(part, tuple)), b"")

    def keep(self, number: str) -> None:
        """Leave a message to people, and don't read it again."""
        self._ask("STORE", number, "+FLAGS.SILENT", f"({READ})")

    def remove(self, number: str) -> None:
        """Delete a message; where the server can't do so for one alone, it is marked for the next clearing up."""
        self._ask("STORE", number, "+FLAGS.SILENT", r"(\Deleted)")
        if self._removes_one:
            self._ask("EXPUNGE", number)

    def _ask(self, *command: str) -> list:
        with _told_as_one():
            kind, answer = self._connection.uid(*command)
        if kind != "OK":
            raise MailboxNotReadError(f"The mailbox answers {kind} to {command[0]}.")
        return [part for part in answer if part is not None] or [b""]


@contextlib.contextmanager
def open_mailbox(mailbox: Mailbox) -> Iterator[OpenMailbox]:
    """Log in and open the folder for the time of the block. Raises MailboxNotReadError."""
    with _told_as_one():
        connection = _connect(mailbox)
    try:
        with _told_as_one():
            _log_in(connection, mailbox)
            folder = mailbox.folder.replace("\\", r"\\").replace('"', r"\"")
            kind, _answer = connection.select(f'"{folder}"')
            flags = str(connection.response("PERMANENTFLAGS")[1])
            # What it can do it tells in full only after the log-in.
            abilities = str(connection.capability()[1]).upper()
        if kind != "OK":
            raise MailboxNotReadError("The mailbox has no such folder.")
        if r"\*" not in flags:
            raise MailboxNotReadError("The mailbox takes no flags of our own.")
        yield OpenMailbox(connection, removes_one="UIDPLUS" in abilities)
    finally:
        with contextlib.suppress(imaplib.IMAP4.error, OSError):
            connection.logout()


def _connect(mailbox: Mailbox) -> imaplib.IMAP4:
    context = ssl.create_default_context()
    if mailbox.is_tls:
        return imaplib.IMAP4_SSL(mailbox.host, mailbox.port, ssl_context=context, timeout=SECONDS_FOR_AN_ANSWER)
    connection = imaplib.IMAP4(mailbox.host, mailbox.port, timeout=SECONDS_FOR_AN_ANSWER)
    try:
        connection.starttls(context)
    except BaseException:
        connection.shutdown()
        raise
    return connection


def _log_in(connection: imaplib.IMAP4, mailbox: Mailbox) -> None:
    try:
        if "AUTH=PLAIN" in connection.capabilities:
            # Takes letters of any language, unlike LOGIN.
            connection.authenticate("PLAIN", lambda _asked: f"\0{mailbox.user}\0{mailbox.password}".encode())
        else:
            connection.login(mailbox.user, mailbox.password)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise MailboxNotReadError("The mailbox refuses the log-in.") from error


@contextlib.contextmanager
def _told_as_one() -> Iterator[None]:
    try:
        yield
    except (imaplib.IMAP4.error, OSError, UnicodeError) as error:
        raise MailboxNotReadError(f"The mailbox can't be read: {type(error).__name__}.") from error
