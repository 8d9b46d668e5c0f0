"""How personal data ends: one function empties all that belongs to a person, and the diary says that it did."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from cms.erasures.owed import note_erasure
from cms.ground.write_ahead_log import empty_write_ahead_log
from cms.mail.outbox import forget
from cms.models import User

from ..models.enums import UNREACHED, Actor, ErasedThing, ErasureCause, SignupState, StepKind
from ..models.erasing_dates import dates_of, dates_once_live, note_dates
from ..models.erasure import Erasure
from ..models.event import Event
from ..models.message import Message
from ..models.option_seat import OptionSeat
from ..models.seat_book import SeatBook
from ..models.signup import InvitationCode, Need, Signup, Step
from . import obstacles
from .columns import what_erasing_leaves
from .ending import end, speak_for_others
from .seat_lock import locked_event, locked_signup, skipped_while_busy
from .transition import amend, record
from .waiting_list import settle

# Somebody who never confirmed the address has agreed to nothing.
UNCONFIRMED_KEPT = timedelta(days=7)
MOST_AT_ONCE = 100
_IN_THE_JOURNAL = {ErasedThing.SIGNUP: "signup", ErasedThing.NEED: "needs"}


def erase(public_id: UUID, *, user: User | None = None) -> None:
    """Erase a person's data at once, because the person asked for it; ``user`` is set when staff do it.

    A seat, or a place on the waiting list, is given back first.
    """
    with locked_signup(public_id) as (event, signup):
        actor = Actor.STAFF if user else Actor.VISITOR
        if obstacles.is_given_back(event, signup, timezone.now()):
            end(signup, actor, user)
            speak_for_others([signup])
        anonymise(signup, ErasureCause.STAFF if user else ErasureCause.PERSON, actor, user)
        settle(event, timezone.now())
    empty_write_ahead_log()


def erase_due(now: datetime) -> int:
    """Erase what nobody may keep any longer, event by event; return how many sign-ups and needs were erased.

    Only by a date that has stood for a week, so nothing follows from a mistake that was published today.
    """
    erased = sum(_erase_event(event_id, now) for event_id in _events_with_data_due(now))
    if erased:
        empty_write_ahead_log()
    return erased


def anonymise(signup: Signup, cause: ErasureCause, actor: Actor, user: User | None = None) -> None:
    """Empty all that belongs to a person: columns, access needs, mails that are owed. Runs under the event's lock."""
    Need.objects.filter(signup=signup).delete()
    OptionSeat.objects.filter(signup=signup).delete()
    forget("signup", str(signup.public_id))
    amend(
        signup,
        StepKind.ERASED,
        actor=actor,
        user=user,
        **what_erasing_leaves(),
        link_version=signup.link_version + 1,
        anonymised_at=timezone.now(),
    )
    _write_down(signup, ErasedThing.SIGNUP, cause, user)


def _events_with_data_due(now: datetime) -> list[int]:
    """Return the events that may have something to erase."""
    with_data = Signup.objects.filter(anonymised_at__isnull=True).values("event_id")
    written = Q(pk__in=Message.objects.values("event_id")) | Q(pk__in=InvitationCode.objects.values("event_id"))
    books = SeatBook.objects.filter(event__in=Event.objects.filter(Q(pk__in=with_data) | written))
    due = {book.event_id for book in books.select_related("event") if _may_be_due(book, now)}
    due.update(never_confirmed(now).values_list("event_id", flat=True))
    return sorted(due)


def _may_be_due(book: SeatBook, now: datetime) -> bool:
    """A date that was set past the seat book is noted there. What staff wrote may be left when nobody's data is."""
    if dates_once_live(book.event, book, now) != dates_of(book):
        return True
    return now >= dates_of(book).signups or (
        now >= dates_of(book).needs and Need.objects.filter(signup__event=book.event_id).exists()
    )


def _erase_event(event_id: int, now: datetime) -> int:
    """Erase in portions, so that whoever signs up meanwhile waits for one of them at most."""
    erased, portion = 0, MOST_AT_ONCE
    while portion == MOST_AT_ONCE:
        portion = 0
        with skipped_while_busy(), locked_event(event_id) as event:
            portion = _erase_portion(event, now)
        erased += portion
    return erased


def _erase_portion(event: Event, now: datetime) -> int:
    # Facts that were written past ``Event.save`` set a date too, which counts from now.
    note_dates(event, now)
    dates = dates_of(SeatBook.objects.get(event=event))
    erased = 0
    if now >= dates.signups:
        for signup in Signup.objects.filter(event=event, anonymised_at__isnull=True)[:MOST_AT_ONCE]:
            anonymise(signup, ErasureCause.RETENTION, Actor.SYSTEM)
            erased += 1
        if erased < MOST_AT_ONCE:
            erase_event_texts(event)
    for signup in never_confirmed(now).filter(event=event)[: MOST_AT_ONCE - erased]:
        anonymise(signup, ErasureCause.UNCONFIRMED, Actor.SYSTEM)
        erased += 1
    if now >= dates.needs:
        needs = Need.objects.filter(signup__event=event).select_related("signup")
        for need in needs[: MOST_AT_ONCE - erased]:
            erase_need(need, ErasureCause.RETENTION)
            erased += 1
    return erased


def never_confirmed(now: datetime):
    """Return the ended sign-ups whose address nobody ever confirmed, and which nobody may keep any longer."""
    since = now - UNCONFIRMED_KEPT
    rows = Signup.objects.filter(
        state__in=[SignupState.EXPIRED, SignupState.CANCELLED],
        verified_at__isnull=True,
        anonymised_at__isnull=True,
        created_at__lte=since,
    )
    # Whom we could not reach, staff have the same time to reach, from the end of the hold on.
    fresh = Step.objects.filter(signup=OuterRef("pk"), to_state=SignupState.EXPIRED, at__gt=since)
    return rows.exclude(Q(hold_mail__in=UNREACHED) & Exists(fresh))


def erase_need(need: Need, cause: ErasureCause) -> None:
    """Delete what somebody needed, alone. Runs under the event's lock."""
    need.delete()
    record(need.signup, need.signup.state, kind=StepKind.NEED_ERASED, actor=Actor.SYSTEM)
    _write_down(need.signup, ErasedThing.NEED, cause)


def erase_event_texts(event: Event) -> bool:
    """Delete what staff wrote about people: messages and invitation codes. Return whether there was something."""
    messages, _models = Message.objects.filter(event=event).delete()
    codes, _models = InvitationCode.objects.filter(event=event).delete()
    if messages or codes:
        note_erasure("event_texts", event.public_id)
    return bool(messages or codes)


def _write_down(signup: Signup, thing: ErasedThing, cause: ErasureCause, user: User | None = None) -> None:
    Erasure.objects.create(
        signup_public_id=signup.public_id, event_id=signup.event_id, thing=thing, cause=cause, user=user
    )
    note_erasure(_IN_THE_JOURNAL[thing], signup.public_id)
