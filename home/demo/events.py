"""The three events with what they need, the place and the sign-up form, and the one before them."""

from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from wagtail.models import Locale

from cms.models import User
from events.models import Event, SignupForm, Venue
from events.models.enums import AccessFeature, EventAccess

from ..new_site.stream import Entry, rich_text
from .dates import FIRST_HOUR, PAST, Dates

SEATS = 50
LAST_HOUR = 16
# Interpreters and child care are ordered so long before.
ORDER_BEFORE = timedelta(days=10)
NAMES = {
    "open-1": "Gemeinsam.Verantwortung.Leben: 1. offener Termin",
    "closed": "Gemeinsam.Verantwortung.Leben: Termin für Eingeladene",
    "open-2": "Gemeinsam.Verantwortung.Leben: 2. offener Termin",
    PAST: "Gemeinsam.Verantwortung.Leben: Auftakt",
}
ACCESS = [AccessFeature.STEP_FREE, AccessFeature.ACCESSIBLE_TOILET, AccessFeature.QUIET_ROOM]
INTERPRETED = {PAST: ["en"], "open-1": ["en", "ar"], "closed": ["en"], "open-2": ["en", "uk"]}
EXTRA_ACCESS = {
    PAST: [],
    "open-1": [AccessFeature.SIGN_LANGUAGE, AccessFeature.CHILD_CARE],
    "closed": [],
    "open-2": [AccessFeature.HEARING_LOOP, AccessFeature.CHILD_CARE],
}


def create_events(texts: Entry, dates: Dates, editor: User) -> dict[str, Event]:
    """Create and publish the events; return them by their key in the texts."""
    german = Locale.objects.get(language_code="de")
    venue = _create_venue(texts["venue"], german)
    form = _create_form(texts["form"], german, editor)
    events = {}
    for key, name in NAMES.items():
        event = Event(
            name=name,
            starts_at=dates.event_moment(key, FIRST_HOUR),
            ends_at=dates.event_moment(key, LAST_HOUR),
            venue=venue,
            capacity=SEATS,
            access=EventAccess.INVITATION if key == "closed" else EventAccess.OPEN,
            languages_spoken=["de"],
            languages_interpreted=INTERPRETED[key],
            access_features=[*ACCESS, *EXTRA_ACCESS[key]],
            needs_order_by=None if key == PAST else dates.event_day(key) - ORDER_BEFORE,
            signup_form=None if key == PAST else form,
            live=False,
        )
        event.full_clean()
        event.save()
        event.save_revision(user=editor).publish(user=editor, skip_permission_checks=True)
        events[key] = event
    return events


def question_id(key: str) -> str:
    """Return the block id of a question, which answers are kept under: the same in every language and on every load."""
    return str(uuid5(NAMESPACE_URL, f"teilhabe-demo/question/{key}"))


def option_id(question: str, key: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"teilhabe-demo/question/{question}/{key}"))


def questions(entries: list[Entry]) -> list[Entry]:
    """Return the questions of a form as its StreamField keeps them."""
    return [
        {
            "type": entry["type"],
            "id": question_id(entry["key"]),
            "value": {
                "label": entry["label"],
                "help_text": entry["help"],
                "required": entry["required"],
                **_options(entry),
            },
        }
        for entry in entries
    ]


def _options(entry: Entry) -> Entry:
    if not entry["options"]:
        return {}
    return {
        "options": [
            {"type": "item", "id": option_id(entry["key"], option["key"]), "value": option["label"]}
            for option in entry["options"]
        ]
    }


def venue_values(entry: Entry) -> Entry:
    """Return the fields of a place; directions and access notes are rich text."""
    return {name: rich_text(text) if name in ("directions", "access_notes") else text for name, text in entry.items()}


def form_values(entry: Entry) -> Entry:
    return {**entry, "questions": questions(entry["questions"])}


def _create_venue(entry: Entry, locale: Locale) -> Venue:
    venue = Venue(locale=locale, **venue_values(entry))
    venue.full_clean()
    venue.save()
    return venue


def _create_form(entry: Entry, locale: Locale, editor: User) -> SignupForm:
    form = SignupForm(locale=locale, live=False, **form_values(entry))
    form.full_clean()
    form.save()
    form.save_revision(user=editor).publish(user=editor, skip_permission_checks=True)
    return form
