"""What a change of an event's facts means for those who signed up, in numbers: asked about first, announced later."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from django.db.models import QuerySet, TextChoices
from django.utils import formats, timezone
from django.utils.translation import gettext, ngettext

from cms.consequences.consequence import Choice, Consequence

from ..models.enums import EventStatus, SignupState
from ..models.event import Event
from ..models.seat_book import SeatBook
from ..models.signup import Signup, SignupQuerySet
from .arrival import LABELS, PageTexts, arrival_of, differences, what


class Whom(TextChoices):
    """Who is told, as the editor chooses; whoever has not confirmed the address never is."""

    ALL = "all"
    SEATS = "seats"
    NOBODY = "nobody"


def news(event: Event, book: SeatBook, now: datetime, texts: PageTexts | None = None) -> list[Consequence]:
    """Return whom ``announce`` would tell, or cancel, if these were the live facts. Nothing once the event is over.

    ``texts`` are those of the event's German page, where others are about to go live than stand there.
    """
    if is_past(event, book, now):
        return []
    active = Signup.objects.active().filter(event_id=event.pk)
    if event.status == EventStatus.CANCELLED:
        return [one for one in _of_cancelling(active, book) if one.number]
    changed = what_is_new(event, book, texts)
    told = told_by(event, book, changed)
    return [one for one in _of_telling(told, changed, event, active, book) if one.number] if told else []


def is_past(event: Event, book: SeatBook, now: datetime) -> bool:
    """Return whether there is nobody to tell any more; one that is postponed, as people know it, may be cancelled."""
    return event.is_over(now) and book.announced_status != EventStatus.POSTPONED


def what_is_new(event: Event, book: SeatBook, texts: PageTexts | None = None) -> list[str]:
    """Return what differs from what people were told last, by the names of ``arrival.LABELS``."""
    old = {"start": book.announced_start, "end": book.announced_end, "address": book.announced_place}
    return changed_since({**old, **(book.announced_arrival or {})}, event, texts)


def changed_since(old: Mapping[str, Any], event: Event, texts: PageTexts | None = None) -> list[str]:
    """Return what differs from these facts; a postponed event has no date that could."""
    new: dict[str, Any] = {"start": event.starts_at, "end": event.ends_at} if event.has_a_date else {}
    return differences(old, {**new, "address": place_of(event), **arrival_of(event, texts)})


def told_by(event: Event, book: SeatBook, changed: list[str]) -> str:
    """Return the kind of mail that tells of the change; empty where nobody knows of the event, or nothing is new."""
    if not book.announced_start or book.announced_status == EventStatus.CANCELLED:
        return ""
    if not event.has_a_date and book.announced_status != EventStatus.POSTPONED:
        return "postponed"
    if event.has_a_date and book.announced_status == EventStatus.POSTPONED:
        return "moved"
    is_marked = event.status == EventStatus.MOVED != book.announced_status
    if is_marked or (event.has_a_date and {"start", "end", "address"}.intersection(changed)):
        return "moved"
    return "changed" if changed else ""


def is_moved(event: Event, book: SeatBook) -> bool:
    """Return whether start, end or place differ from those in the seat book."""
    told = (book.announced_start, book.announced_end, book.announced_place)
    return told != (event.starts_at, event.ends_at, place_of(event))


def place_of(event: Event) -> str:
    """Return where people have to go, empty for online; the name of the house is left out: its spelling is no news."""
    return event.venue.address if event.is_on_site and event.venue else ""


def people_told(active: SignupQuerySet, whom: str) -> QuerySet[Signup]:
    """Return those who are told, of the sign-ups that are active."""
    told = active.filter(verified_at__isnull=False)
    if whom == Whom.NOBODY:
        return told.none()
    return told.filter(state=SignupState.CONFIRMED) if whom == Whom.SEATS else told


def _of_cancelling(active: SignupQuerySet, book: SeatBook) -> Iterator[Consequence]:
    number_of_it = str(book.sequence)
    ended = active.count()
    text = ngettext(
        "%(number)d sign-up ends, because the event is cancelled. This can't be undone.",
        "%(number)d sign-ups end, because the event is cancelled. This can't be undone.",
        ended,
    )
    yield Consequence("cancelled", ended, text % {"number": ended}, number_of_it)
    told = _with_address(active)
    text = ngettext(
        "%(number)d person gets an e-mail that the event is cancelled.",
        "%(number)d people get an e-mail that the event is cancelled.",
        told,
    )
    yield Consequence("mail_cancelled", told, text % {"number": told}, number_of_it, tells=True)
    yield _to_phone(active, number_of_it)


def _of_telling(
    told_by: str, changed: list[str], event: Event, active: SignupQuerySet, book: SeatBook
) -> Iterator[Consequence]:
    exactly = _exactly(event, book)
    told = _with_address(active)
    sentence = _sentence(told_by, changed, told)
    words = {
        "number": told,
        "old": _moment(book.announced_start),
        "new": _moment(event.starts_at),
        "place": place_of(event) or gettext("online"),
        "names": ", ".join(str(LABELS[name]) for name in changed),
    }
    yield Consequence(f"mail_{told_by}", told, sentence % words, exactly, tells=True, choices=whom_to_tell(active))
    yield _to_phone(active, exactly)


def _sentence(told_by: str, changed: list[str], told: int) -> str:
    if told_by == "postponed":
        return ngettext(
            "%(number)d person gets an e-mail that the event is postponed and that the seat is kept.",
            "%(number)d people get an e-mail that the event is postponed and that their seats are kept.",
            told,
        )
    if told_by == "changed":
        return ngettext(
            "%(number)d person gets an e-mail with what is new: %(names)s.",
            "%(number)d people get an e-mail with what is new: %(names)s.",
            told,
        )
    if changed == ["address"]:
        return ngettext(
            "%(number)d person gets an e-mail with the new place: %(place)s.",
            "%(number)d people get an e-mail with the new place: %(place)s.",
            told,
        )
    if "start" in changed or "end" in changed:
        return ngettext(
            "%(number)d person gets an e-mail that the date has moved, from %(old)s to %(new)s, %(place)s.",
            "%(number)d people get an e-mail that the date has moved, from %(old)s to %(new)s, %(place)s.",
            told,
        )
    return ngettext(
        "%(number)d person gets an e-mail that the event has moved: %(new)s, %(place)s.",
        "%(number)d people get an e-mail that the event has moved: %(new)s, %(place)s.",
        told,
    )


def whom_to_tell(active: SignupQuerySet) -> tuple[Choice, ...]:
    """Return among whom the editor chooses, with their numbers; everybody first."""
    everybody, with_a_seat = _with_address(active), _with_address(active.filter(state=SignupState.CONFIRMED))
    text = gettext("Everybody who has a seat, an offer or a place on the waiting list: %(number)d")
    choices = [Choice(Whom.ALL.value, text % {"number": everybody})]
    if with_a_seat != everybody:
        text = gettext("Only who has a confirmed seat: %(number)d")
        choices.append(Choice(Whom.SEATS.value, text % {"number": with_a_seat}))
    return (*choices, Choice(Whom.NOBODY.value, gettext("Nobody: it makes no difference to them")))


def _exactly(event: Event, book: SeatBook) -> str:
    """Name the change in no language.

    With the number of the announcement: moved there and back, people are told twice, and somebody is asked twice.
    """
    arrival = arrival_of(event)
    moments = [moment.astimezone(UTC).isoformat() for moment in (event.starts_at, event.ends_at)]
    dated = moments if event.has_a_date else [EventStatus.POSTPONED.value]
    was = {**arrival, **(book.announced_arrival or {})}
    # As it was said before there was more than date and place, so that an answer of then holds.
    more = [what(arrival)] if what(arrival) != what(was) else []
    return " ".join([str(book.sequence), *dated, place_of(event), *more])


def _to_phone(active: SignupQuerySet, exactly: str) -> Consequence:
    number = active.filter(verified_at__isnull=False, email_key__isnull=True).count()
    text = ngettext(
        "%(number)d person has no e-mail address: please phone.",
        "%(number)d people have no e-mail address: please phone them.",
        number,
    )
    return Consequence("phone", number, text % {"number": number}, exactly)


def _with_address(active: SignupQuerySet) -> int:
    return active.filter(verified_at__isnull=False, email_key__isnull=False).count()


def _moment(moment: datetime | None) -> str:
    return formats.date_format(timezone.localtime(moment), "DATETIME_FORMAT") if moment else gettext("no date")
