"""What follows when facts of this room go live; entered when the app is ready."""

from cms.ground.followers import follow

from .consequences.of_venues import answer_for_events
from .models.event import Event
from .models.venue import Venue
from .pages.search_index import index_pages_at_venue, index_pages_of_event
from .signups.announcing import announce_once_committed
from .signups.option_places import keep_places_of


def enter_followers() -> None:
    """The search finds pages by the new facts; then people are told, and whoever waits gets the seats that are new.

    The answer that was given for a venue holds for each of its events, whose people the worker tells.
    """
    follow(Event, index_pages_of_event)
    follow(Event, keep_places_of)
    follow(Event, announce_once_committed)
    follow(Venue, answer_for_events)
    follow(Venue, index_pages_at_venue)
