"""What a change of an event's facts means for those who signed up, in numbers: asked about first, announced later."""

from collections.abc import Iterator
from datetime import UTC, datetime

from django.db.models import QuerySet
from django.utils import formats, timezone
from django.utils.translation import gettext, ngettext

from cms.consequences.consequence import Consequence

from ..models.enums import EventStatus
from ..models.event import Event
from ..models.seat_book import SeatBook
from ..models.signup import Signup


def news(event: Event, book: SeatBook, now: datetime) -> list[Consequence]:
    """Return whom ``announce`` would tell, or cancel, if these were the live facts. Nothing once the event is over."""
    if now >= event.ends_at:
        return []
    active = Signup.objects.active().filter(event_id=event.pk)
    if event.status == EventStatus.CANCELLED:
        return [one for one in _of_cancelling(active, book) if one.number]
    return [one for one in _of_moving(event, active, book) if one.number] if tells_of_a_move(event, book) else []


def tells_of_a_move(event: Event, book: SeatBook) -> bool:
    """Return whether date or place differ from those that people were told last; who was told "cancelled" is free."""
    return bool(book.announced_start) and is_moved(event, book) and book.announced_status != EventStatus.CANCELLED


def is_moved(event: Event, book: SeatBook) -> bool:
    """Return whether start, end or place differ from those in the seat book."""
    told = (book.announced_start, book.announced_end, book.announced_place)
    return told != (event.starts_at, event.ends_at, place_of(event))


def place_of(event: Event) -> str:
    """Return where people have to go; the name of the house is left out, so that its spelling is no news."""
    return event.venue.address


def _of_cancelling(active: QuerySet[Signup], book: SeatBook) -> Iterator[Consequence]:
    what = str(book.sequence)
    ended = active.count()
    text = ngettext(
        "%(number)d sign-up ends, because the event is cancelled. This can't be undone.",
        "%(number)d sign-ups end, because the event is cancelled. This can't be undone.",
        ended,
    )
    yield Consequence("cancelled", ended, text % {"number": ended}, what)
    told = _with_confirmed_address(active)
    text = ngettext(
        "%(number)d person gets an e-mail that the event is cancelled.",
        "%(number)d people get an e-mail that the event is cancelled.",
        told,
    )
    yield Consequence("mail_cancelled", told, text % {"number": told}, what, tells=True)
    yield _to_phone(active, what)


def _of_moving(event: Event, active: QuerySet[Signup], book: SeatBook) -> Iterator[Consequence]:
    # With the number of the announcement: moved there and back, people are told twice, and somebody is asked twice.
    moments = [moment.astimezone(UTC).isoformat() for moment in (event.starts_at, event.ends_at)]
    what = " ".join([str(book.sequence), *moments, place_of(event)])
    told = _with_confirmed_address(active)
    if (book.announced_start, book.announced_end) == (event.starts_at, event.ends_at):
        text = ngettext(
            "%(number)d person gets an e-mail with the new place: %(place)s.",
            "%(number)d people get an e-mail with the new place: %(place)s.",
            told,
        )
    else:
        text = ngettext(
            "%(number)d person gets an e-mail that the date has moved, from %(old)s to %(new)s, %(place)s.",
            "%(number)d people get an e-mail that the date has moved, from %(old)s to %(new)s, %(place)s.",
            told,
        )
    words = {"old": _moment(book.announced_start), "new": _moment(event.starts_at), "place": place_of(event)}
    yield Consequence("mail_moved", told, text % {"number": told, **words}, what, tells=True)
    yield _to_phone(active, what)


def _to_phone(active: QuerySet[Signup], what: str) -> Consequence:
    number = active.filter(verified_at__isnull=False, email_key__isnull=True).count()
    text = ngettext(
        "%(number)d person has no e-mail address: please phone.",
        "%(number)d people have no e-mail address: please phone them.",
        number,
    )
    return Consequence("phone", number, text % {"number": number}, what)


def _with_confirmed_address(active: QuerySet[Signup]) -> int:
    return active.filter(verified_at__isnull=False, email_key__isnull=False).count()


def _moment(moment: datetime | None) -> str:
    return formats.date_format(timezone.localtime(moment), "DATETIME_FORMAT") if moment else gettext("no date")
