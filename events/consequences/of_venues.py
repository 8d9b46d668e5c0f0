"""What another address, entrance or way there does to the people of all events at a venue."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import ngettext

from cms.consequences.answers import given_now, note
from cms.consequences.consequence import Action, Choice, Consequence

from ..models.event import Event
from ..models.signup import Signup
from ..models.venue import Venue
from ..signups.arrival import digest
from ..signups.news import news, whom_to_tell

TELLING = ("mail_moved", "mail_changed")


def of_saving(venue: Venue) -> Iterator[Consequence]:
    """Yield how many people of how many events are told that they have to go somewhere else, or by another way."""
    if not venue.pk:
        return
    changed = news_of_events(venue)
    by_kind = [one for news_of_one in changed.values() for one in news_of_one]
    told = [one for one in by_kind if one.kind in TELLING]
    phoned = sum(one.number for one in by_kind if one.kind == "phone")
    exactly = _exactly(venue)
    if told:
        kind = "mail_moved" if any(one.kind == "mail_moved" for one in told) else "mail_changed"
        number = sum(one.number for one in told)
        events = ngettext("It concerns %(number)d event.", "It concerns %(number)d events.", len(changed))
        sentence = _sentence(kind, number) % {"number": number, "place": venue.address}
        yield Consequence(kind, number, sentence, exactly, tells=True, choices=_choices(list(changed)))
        yield Consequence("events_moved", len(changed), events % {"number": len(changed)}, exactly)
    if phoned:
        text = ngettext(
            "%(number)d person has no e-mail address: please phone.",
            "%(number)d people have no e-mail address: please phone them.",
            phoned,
        )
        yield Consequence("phone", phoned, text % {"number": phoned}, exactly)


def answer_for_events(venue: Venue) -> None:
    """Let the answer that was given for a venue hold for each of its events, whose people the worker tells."""
    given = given_now()
    if given is not None:
        for event, news_of_one in news_of_events(venue).items():
            note(given, Action.PUBLISH, event, news_of_one)


def news_of_events(venue: Venue) -> dict[Event, list[Consequence]]:
    """Return the news of each event to come that has no other news than its place, the next event first."""
    now = timezone.now()
    events = Event.objects.published().not_over(now).filter(venue=venue.pk, seat_book__isnull=False)
    found = {}
    for event in events.select_related("seat_book").order_by("starts_at", "pk"):
        event.venue = venue
        book = event.seat_book
        told = (book.announced_start, book.announced_end, book.announced_status)
        if told == (event.starts_at, event.ends_at, event.status):
            found[event] = news(event, book, now)
    return {event: news_of_one for event, news_of_one in found.items() if news_of_one}


def _sentence(kind: str, number: int) -> str:
    if kind == "mail_moved":
        return ngettext(
            "%(number)d person gets an e-mail with the new place: %(place)s.",
            "%(number)d people get an e-mail with the new place: %(place)s.",
            number,
        )
    return ngettext(
        "%(number)d person gets an e-mail with what is new about this place.",
        "%(number)d people get an e-mail with what is new about this place.",
        number,
    )


def _choices(events: list[Event]) -> tuple[Choice, ...]:
    """The same as for one event, over all of them."""
    return whom_to_tell(Signup.objects.active().filter(event__in=events))


def _exactly(venue: Venue) -> str:
    return f"{venue.address} {digest(venue.entrance + venue.directions + venue.access_notes)}"
