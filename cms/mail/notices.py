"""Reads notices about mails that came back (RFC 3464). Strangers write to the mailbox too: anything may stand there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

# For good, and a finer code as in RFC 3463.
FINAL = re.compile(r"\s*5\.(\d{1,3})\.(\d{1,3})\b")
# A notice and the mail in it have a few; the parser compares each line with each of them.
MOST_BOUNDARIES = 20


@dataclass(frozen=True)
class Notice:
    """``message_id`` names the mail that did not arrive, and ``status`` says why ("5.1.1")."""

    message_id: str
    status: str


def final_notice(raw: bytes) -> Notice | None:
    """Return what a notice says about a mail that never arrives; None for anything else: delays, answers, rubbish."""
    if raw.lower().count(b"boundary") > MOST_BOUNDARIES:
        return None
    try:
        return _read(message_from_bytes(raw))
    except Exception:
        # Python's parser fails in many ways over what strangers nest; none of it is a notice of a mail server.
        return None


def _read(message: Message) -> Notice | None:
    if message.get_content_type() != "multipart/report" or message.get_param("report-type") != "delivery-status":
        return None
    parts = _parts_of(message)
    statuses = [status for part in parts for status in _final_statuses(part)]
    ids = [one for part in parts for one in _message_ids(part)]
    return Notice(ids[0], statuses[0]) if statuses and ids else None


def _parts_of(message: Message) -> list[Message]:
    return [part for part in message.get_payload() if isinstance(part, Message)]


def _final_statuses(part: Message) -> Iterator[str]:
    if part.get_content_type() != "message/delivery-status":
        return
    for group in _parts_of(part):
        found = FINAL.match(str(group.get("Status", "")))
        if found and str(group.get("Action", "")).strip().lower() == "failed":
            yield f"5.{int(found[1])}.{int(found[2])}"


def _message_ids(part: Message) -> Iterator[str]:
    """Yield the id of the mail that is returned, whole or its headers only."""
    kind, content = part.get_content_type(), part.get_payload(decode=True)
    if kind == "message/rfc822":
        returned = part.get_payload(0)
    elif kind == "text/rfc822-headers" and isinstance(content, bytes):
        returned = message_from_bytes(content)
    else:
        return
    if isinstance(returned, Message) and (message_id := str(returned.get("Message-ID", "")).strip()):
        yield message_id
