"""What a mail server's refusal is about: the reader's address, which is final, or our own server, which we mend.

Servers answer with a code (RFC 5321), often with a finer one (RFC 3463: "5.1.1"), and in words of their own.
"""

import re
import smtplib

SMTPReply = tuple[int, bytes | str]

# What servers answer, with any finer code, when they want a log-in: RFC 4954.
ASKS_FOR_A_LOGIN = {530, 534, 535, 538}
# Of the mailbox, its name, its being full: said of a recipient, without a finer code (RFC 5321, RFC 7504).
OF_THE_MAILBOX = {501, 550, 551, 552, 553, 556}
FINER_CODE = re.compile(r"\s*([245])\.(\d{1,3})\.(\d{1,3})\b")
# Subjects of finer codes: addresses and mailboxes say something about the reader, the system and its rules about us.
ADDRESS, MAILBOX, SYSTEM, POLICY = 1, 2, 3, 7
# Addresses too, but those of the sender.
OF_THE_SENDER = {(ADDRESS, 7), (ADDRESS, 8)}
# In the words of common servers; Postfix names with "relay recipient table" a list of readers.
OUR_SERVER = re.compile(
    r"\brelay(?!\s+recipient)|authenticat|client host|blocked using|block ?list|blacklist"
    r"|sender (address|verif|reject|denied|not)|\b(spf|dkim|dmarc|helo|ehlo)\b|\bpolicy\b|\bspam\b|reputation",
    re.IGNORECASE,
)
# Servers repeat addresses, which may contain any of these words.
AN_ADDRESS = re.compile(r"\S*@\S*")


def is_final(error: Exception) -> bool:
    """Whether a mail server refused the reader of a mail for good; what it says of our own server is never final."""
    replies = replies_of(error)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return bool(replies) and all(_refuses_the_reader(code, text, OF_THE_MAILBOX) for code, text in replies)
    # Some servers look at the reader only once they have the text, and then they say so in a finer code.
    is_late = isinstance(error, smtplib.SMTPDataError)
    return is_late and all(_refuses_the_reader(code, text, set()) for code, text in replies)


def codes_of(error: Exception) -> str:
    """Return the codes of a server's answers, such as "550 5.1.1". Its words often repeat the address."""
    return " ".join(_codes(code, text) for code, text in replies_of(error))


def replies_of(error: Exception) -> list[SMTPReply]:
    """Return what the server answered, as code and text; nothing for an error without an answer."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return list(error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return [(error.smtp_code, error.smtp_error)]
    return []


def is_about_the_reader(subject: int, detail: int) -> bool:
    """Whether a finer code, without its first number, speaks of the address or the mailbox of the reader."""
    return subject in (ADDRESS, MAILBOX) and (subject, detail) not in OF_THE_SENDER


def _refuses_the_reader(code: int, text: bytes | str, without_a_finer_code: set[int]) -> bool:
    words = _words(text)
    if code < 500 or code in ASKS_FOR_A_LOGIN or OUR_SERVER.search(AN_ADDRESS.sub(" ", words)):
        return False
    finer = FINER_CODE.match(words)
    if finer is None:
        return code in without_a_finer_code
    kind, subject, detail = (int(number) for number in finer.groups())
    if kind != 5 or subject in (SYSTEM, POLICY):
        return False
    # Other subjects say little ("550 5.5.0 mailbox unavailable"): the code itself counts.
    return is_about_the_reader(subject, detail) or (subject != ADDRESS and code in without_a_finer_code)


def _codes(code: int, text: bytes | str) -> str:
    finer = FINER_CODE.match(_words(text))
    return f"{code} {finer[0].strip()}" if finer else str(code)


def _words(text: bytes | str) -> str:
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
