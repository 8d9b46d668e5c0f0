"""What a mail says beside the sign-up and the event: read from the database, or invented for a preview."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ..models.enums import EventStatus, SignupState
from ..models.event import Event
from ..models.message import Message
from ..models.signup import Signup
from ..signups import place_in_queue
from ..signups.news import changed_since
from ..signups.party import free_numbers


@dataclass(frozen=True)
class Wording:
    """What staff wrote, and in which language."""

    subject: str
    body: str
    language: str


@dataclass(frozen=True)
class InMailbox:
    """Somebody whom a mail is about, where one mailbox is several people's."""

    name: str
    state: SignupState


@dataclass(frozen=True)
class Circumstances:
    """``had_a_date``: the person ever got the calendar entry, so it is changed or taken back.

    ``changed`` names what is new since the person was told last, ``old_*`` are what was known then. ``notes`` are
    what participants should know, by language, where others than those of the pages are to be shown.
    ``people`` are those whom the mail is about, where that could be in doubt. ``next_number`` is the one that the next
    person of the mailbox gets.
    """

    place: int | None = None
    had_a_date: bool = False
    old_start: datetime | None = None
    old_place: str = ""
    changed: tuple[str, ...] = ()
    old_arrival: Mapping[str, Any] = field(default_factory=dict)
    was_postponed: bool = False
    notes: Mapping[str, str] | None = None
    message: Wording | None = None
    people: tuple[InMailbox, ...] = ()
    next_number: int | None = None


def circumstances_of(kind: str, signup: Signup, payload: dict, language: str) -> Circumstances | None:
    """Return what is true at this moment; None when what the mail is about is gone or was told anew since."""
    event = signup.event
    # As mails were owed that were queued before what they replace was taken back.
    if "sequence" in payload and payload["sequence"] != event.seat_book.sequence:
        return None
    told = _told(payload, event)
    if told is None:
        return None
    message = None
    if "message" in payload:
        message = _wording(payload["message"], language)
        if message is None:
            return None
    return Circumstances(
        place=place_in_queue(signup),
        had_a_date=signup.steps.filter(to_state=SignupState.CONFIRMED).exists(),
        message=message,
        **told,
        **_in_mailbox(kind, signup),
    )


def _told(payload: dict, event: Event) -> dict[str, Any] | None:
    """Return what is new for the person; None where by now nothing is: it was changed back before the mail left."""
    if "old_start" not in payload:
        return {}
    old_start, old_end = (_moment(payload.get(name)) for name in ("old_start", "old_end"))
    old = {"start": old_start, "end": old_end, "address": payload["old_place"], **payload.get("old_arrival", {})}
    if "old_end" not in payload:
        del old["end"]
    changed = changed_since(old, event)
    old_status = payload.get("old_status", event.status)
    if "old_end" in payload and not changed and old_status == event.status:
        return None
    return {
        "old_start": old_start,
        "old_place": payload["old_place"],
        "changed": tuple(changed),
        "old_arrival": payload.get("old_arrival", {}),
        "was_postponed": old_status == EventStatus.POSTPONED,
    }


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def _in_mailbox(kind: str, signup: Signup) -> dict[str, Any]:
    known = Signup.objects.filter(event=signup.event_id, email_key=signup.email_key, anonymised_at__isnull=True)
    mailbox = list(known.order_by("mailbox_no", "pk"))
    active = [row for row in mailbox if row.is_active]
    if kind == "already_registered":
        # Names that nobody has confirmed may be written by anybody.
        people = [row for row in active if row.verified_at]
    elif len(mailbox) > 1:
        people = [row for row in mailbox if row.pk == signup.pk or (row.party and row.party == signup.party)]
    else:
        people = []
    return {
        "people": tuple(InMailbox(row.full_name, SignupState(row.state)) for row in people),
        "next_number": free_numbers(active)[0],
    }


def _wording(pk: int, language: str) -> Wording | None:
    message = Message.objects.filter(pk=pk).first()
    if message is None:
        return None
    text = message.text_in(language)
    return Wording(text.subject, text.body, text.language)
