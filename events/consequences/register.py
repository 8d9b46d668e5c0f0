from cms.consequences.consequence import Action
from cms.consequences.registry import enter

from ..models.event import Event
from ..models.form import SignupForm
from ..models.page import EventPage
from ..models.venue import Venue
from . import of_events, of_forms, of_pages, of_venues


def register_consequences() -> None:
    """Enter what this room does to people; called when the app is ready."""
    enter(Event, Action.PUBLISH, of_events.of_publishing)
    enter(Event, Action.UNPUBLISH, of_events.of_unpublishing)
    enter(Venue, Action.PUBLISH, of_venues.of_saving)
    enter(SignupForm, Action.PUBLISH, of_forms.of_publishing)
    enter(SignupForm, Action.UNPUBLISH, of_forms.of_unpublishing)
    enter(EventPage, Action.UNPUBLISH, of_pages.of_hiding)
    enter(EventPage, Action.DELETE, of_pages.of_hiding)
