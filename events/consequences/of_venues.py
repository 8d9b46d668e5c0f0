"""What a new address of a venue does to the people of all its events."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import ngettext

from cms.consequences.answers import given_now, note
from cms.consequences.consequence import Action, Consequence

from ..models.event import Event
from ..models.venue import Venue
from ..signups.news import news


def of_saving(venue: Venue) -> Iterator[Consequence]:
    """Yield how many people of how many events are told that they have to go somewhere else."""
    if not venue.pk:
        return
    changed = _news_of_events(venue, timezone.now())
    by_kind = [one for news_of_one in changed.values() for one in news_of_one]
    told = sum(one.number for one in by_kind if one.kind == "mail_moved")
    phoned = sum(one.number for one in by_kind if one.kind == "phone")
    if told:
        text = ngettext(
            "%(number)d person gets an e-mail with the new place: %(place)s.",
            "%(number)d people get an e-mail with the new place: %(place)s.",
            told,
        )
        events = ngettext("It concerns %(number)d event.", "It concerns %(number)d events.", len(changed))
        sentence = text % {"number": told, "place": venue.address}
        yield Consequence("mail_moved", told, sentence, venue.address, tells=True)
        yield Consequence("events_moved", len(changed), events % {"number": len(changed)}, venue.address)
    if phoned:
        text = ngettext(
            "%(number)d person has no e-mail address: please phone.",
            "%(number)d people have no e-mail address: please phone them.",
            phoned,
        )
        yield Consequence("phone", phoned, text % {"number": phoned}, venue.address)


def answer_for_events(venue: Venue) -> None:
    """Let the answer that was given for a venue hold for each of its events, whose people the worker tells."""
    given = given_now()
    if given is not None:
        for event, news_of_one in _news_of_events(venue, timezone.now()).items():
            note(given, Action.PUBLISH, event, news_of_one)


def _news_of_events(venue: Venue, now: datetime) -> dict[Event, list[Consequence]]:
    """Return the news of each event to come that has no other news than its place."""
    events = Event.objects.published().filter(venue=venue.pk, ends_at__gt=now)
    found = {}
    for event in events.filter(seat_book__isnull=False).select_related("seat_book"):
        event.venue = venue
        book = event.seat_book
        if (book.announced_start, book.announced_end) == (event.starts_at, event.ends_at):
            found[event] = news(event, book, now)
    return {event: news_of_one for event, news_of_one in found.items() if news_of_one}
