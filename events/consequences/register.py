from wagtail.models import Locale, Page

from cms.consequences.consequence import Action
from cms.consequences.registry import enter
from cms.languages.models import LanguageProfile
from cms.to_dos.registry import add_source

from ..models.decline_reason import DeclineReason
from ..models.event import Event
from ..models.signup_form import SignupForm
from ..models.venue import Venue
from ..pages.event_page import EventPage
from . import of_events, of_forms, of_languages, of_pages, of_reasons, of_venues, to_dos


def register_consequences() -> None:
    """Enter what this room does to people; called when the app is ready."""
    enter(Event, Action.PUBLISH, of_events.of_publishing)
    enter(Event, Action.UNPUBLISH, of_events.of_unpublishing)
    enter(Venue, Action.PUBLISH, of_venues.of_saving)
    enter(SignupForm, Action.PUBLISH, of_forms.of_publishing)
    enter(SignupForm, Action.UNPUBLISH, of_forms.of_unpublishing)
    enter(EventPage, Action.PUBLISH, of_pages.of_publishing)
    enter(EventPage, Action.UNPUBLISH, of_pages.of_unpublishing)
    enter(Page, Action.DELETE, of_pages.of_deleting)
    enter(DeclineReason, Action.DELETE, of_reasons.of_deleting)
    add_source(to_dos.unannounced)
    enter(LanguageProfile, Action.PUBLISH, of_languages.of_switching)
    enter(LanguageProfile, Action.UNPUBLISH, of_languages.of_closing)
    enter(LanguageProfile, Action.DELETE, of_languages.of_closing)
    enter(Locale, Action.DELETE, of_languages.of_deleting)
