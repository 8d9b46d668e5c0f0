"""What the facts of an event do to people when they become live, or go."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import gettext, ngettext

from cms.consequences.consequence import Consequence

from ..models.dates import RESTS
from ..models.enums import EventAccess, EventStatus
from ..models.erasing_dates import dates_of, dates_once_live
from ..models.event import Event
from ..models.seat_book import SeatBook
from ..models.signup import Need, Signup
from ..signups.news import news
from ..signups.rules import signup_is_open
from ..signups.seats import Seats, seats_of
from ..signups.waiting_list import WITHOUT_OFFERS
from .expiring import at_its_end


def of_publishing(draft: Event) -> Iterator[Consequence]:
    """Yield what happens when these facts replace the live ones."""
    now = timezone.now()
    book = SeatBook.objects.filter(event=draft.pk).first()
    if book is None:
        return
    live = Event.objects.filter(pk=draft.pk, live=True).select_related("venue").first()
    yield from news(draft, book, now)
    yield from _of_seats(draft, live, now)
    if live is None:
        yield from _over_already(draft, now)
    else:
        yield from _of_signing_up(draft, live, now)
    yield from _of_erasing(draft, book)
    yield from _of_expiring(draft, now)


def of_unpublishing(event: Event) -> Iterator[Consequence]:
    """Yield how many people lose sight of an event that is still to come."""
    if not event.is_over(timezone.now()):
        yield from taken_down(event)


def taken_down(event: Event) -> Iterator[Consequence]:
    number = Signup.objects.active().filter(event_id=event.pk).count()
    if number:
        text = ngettext(
            "%(number)d person has signed up. The event vanishes, nobody is told, and nobody else can sign up.",
            "%(number)d people have signed up. The event vanishes, nobody is told, and nobody else can sign up.",
            number,
        )
        yield Consequence("taken_down", number, text % {"number": number})


def _over_already(draft: Event, now: datetime) -> Iterator[Consequence]:
    if draft.is_over(now):
        text = gettext("The event is over already: it stands among the past ones, and nobody can sign up.")
        yield Consequence("past", 0, text)


def _of_seats(draft: Event, live: Event | None, now: datetime) -> Iterator[Consequence]:
    if draft.status in WITHOUT_OFFERS or now >= draft.starts_at:
        return
    seats = seats_of([draft])[draft.pk]
    moving_up = min(seats.free, seats.waiting)
    if moving_up:
        text = ngettext(
            "%(number)d person moves up from the waiting list and is offered a seat by e-mail.",
            "%(number)d people move up from the waiting list and are offered seats by e-mail.",
            moving_up,
        )
        yield Consequence("promoted", moving_up, text % {"number": moving_up}, tells=True)
    if live is not None:
        yield from _of_fewer(seats, live)


def _of_fewer(seats: Seats, live: Event) -> Iterator[Consequence]:
    beyond = seats.ordinary - seats.capacity
    if seats.capacity < live.capacity and beyond > 0:
        text = ngettext(
            "%(number)d more seat is taken than there will be. Nobody loses a seat, but nobody moves up either.",
            "%(number)d more seats are taken than there will be. Nobody loses a seat, but nobody moves up either.",
            beyond,
        )
        yield Consequence("over_capacity", beyond, text % {"number": beyond}, str(seats.capacity))
    if seats.capacity < live.capacity and seats.waiting:
        text = ngettext(
            "%(number)d person waits for a seat, and there will be fewer.",
            "%(number)d people wait for a seat, and there will be fewer.",
            seats.waiting,
        )
        yield Consequence("fewer_seats", seats.waiting, text % {"number": seats.waiting}, str(seats.capacity))
    if seats.waiting_list_size < live.waiting_list_size and seats.queued > seats.waiting_list_size:
        text = ngettext(
            "%(number)d person is on the waiting list, which becomes shorter than that. Nobody is removed.",
            "%(number)d people are on the waiting list, which becomes shorter than that. Nobody is removed.",
            seats.queued,
        )
        yield Consequence("shorter_list", seats.queued, text % {"number": seats.queued}, str(seats.waiting_list_size))


def _of_signing_up(draft: Event, live: Event, now: datetime) -> Iterator[Consequence]:
    active = Signup.objects.active().filter(event_id=draft.pk)
    number = active.count()
    if draft.status != EventStatus.CANCELLED and signup_is_open(live, now) and not signup_is_open(draft, now):
        text = ngettext(
            "Sign-up closes at once, for those too who are filling in the form. %(number)d person has signed up.",
            "Sign-up closes at once, for those too who are filling in the form. %(number)d people have signed up.",
            number,
        )
        yield Consequence("closes", number, text % {"number": number})
    if draft.access != live.access and number:
        yield _of_access(draft, number)
    if draft.signup_form_id and live.signup_form_id and draft.signup_form_id != live.signup_form_id and number:
        text = ngettext(
            "%(number)d person has answered the questions of the other form. These answers stay.",
            "%(number)d people have answered the questions of the other form. These answers stay.",
            number,
        )
        yield Consequence("other_form", number, text % {"number": number}, str(draft.signup_form_id))


def _of_access(draft: Event, number: int) -> Consequence:
    if draft.access == EventAccess.OPEN:
        text = ngettext(
            "Everybody may sign up, no longer only who is invited. %(number)d person has signed up so far.",
            "Everybody may sign up, no longer only who is invited. %(number)d people have signed up so far.",
            number,
        )
    else:
        text = ngettext(
            "Whoever has no invitation may only ask for a seat from now on. %(number)d person has signed up so far.",
            "Whoever has no invitation may only ask for a seat from now on. %(number)d people have signed up so far.",
            number,
        )
    return Consequence("access", number, text % {"number": number}, draft.access)


def _of_erasing(draft: Event, book: SeatBook) -> Iterator[Consequence]:
    stands, will_stand = dates_of(book), dates_once_live(draft, book)
    signups = Signup.objects.filter(event_id=draft.pk, anonymised_at__isnull=True).count()
    needs = Need.objects.filter(signup__event_id=draft.pk).count()
    if signups and _differs(draft, stands.signups, will_stand.signups, "retention_days"):
        text = ngettext(
            "The data of %(number)d sign-up is erased on %(new)s, no longer on %(old)s.",
            "The data of %(number)d sign-ups is erased on %(new)s, no longer on %(old)s.",
            signups,
        )
        words = {"number": signups, "new": _day(will_stand.signups), "old": _day(stands.signups)}
        yield Consequence("erased", signups, text % words, timezone.localdate(will_stand.signups).isoformat())
    if needs and _differs(draft, stands.needs, will_stand.needs, "needs_retention_days"):
        text = ngettext(
            "The access needs of %(number)d person are erased on %(new)s, no longer on %(old)s.",
            "The access needs of %(number)d people are erased on %(new)s, no longer on %(old)s.",
            needs,
        )
        words = {"number": needs, "new": _day(will_stand.needs), "old": _day(stands.needs)}
        yield Consequence("needs_erased", needs, text % words, timezone.localdate(will_stand.needs).isoformat())


def _differs(draft: Event, stands: datetime, will_stand: datetime, days: str) -> bool:
    """That data goes earlier is always said; that it stays longer, when not only the event moves.

    What rests while an event is postponed has no day.
    """
    if RESTS in (stands, will_stand):
        return False
    if will_stand <= stands:
        return will_stand < stands
    was = Event.objects.values_list(days, flat=True).get(pk=draft.pk)
    return getattr(draft, days) != was


def _of_expiring(draft: Event, now: datetime) -> Iterator[Consequence]:
    if draft.expire_at and now < draft.expire_at < draft.ends_at:
        yield from at_its_end(draft.expire_at, taken_down(draft))


def _day(moment: datetime) -> str:
    return formats.date_format(timezone.localdate(moment), "DATE_FORMAT")
