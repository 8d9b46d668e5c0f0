"""Events as an editor makes them: published through a revision, with their pages."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from events.models import Event, EventIndexPage, EventPage, SignupForm, Venue
from home.models import HomePage

from .locales import locale_of
from .pages import add_page

BERLIN = ZoneInfo("Europe/Berlin")


def make_venue(name: str = "Stadthaus", **fields) -> Venue:
    """A German venue."""
    values = {"street": "Hauptstraße 1", "postal_code": "01067", "city": "Musterstadt", **fields}
    return Venue.objects.create(name=name, locale=locale_of("de"), **values)


def make_signup_form(title: str = "Anmeldung", **fields) -> SignupForm:
    """A published German sign-up form without questions of its own."""
    values = {"consent": "Ich bin einverstanden, dass meine Angaben gespeichert werden.", **fields}
    form = SignupForm.objects.create(title=title, locale=locale_of("de"), live=True, **values)
    form.save_revision().publish()
    return form


def make_event(name: str = "Werkstatt", *, days_from_now: int = 30, **fields) -> Event:
    """A published event with fifty seats and a sign-up form, a month from now at six in the evening."""
    day = datetime.now(BERLIN).date() + timedelta(days=days_from_now)
    starts_at = fields.pop("starts_at", datetime(day.year, day.month, day.day, 18, tzinfo=BERLIN))
    values = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=3), "capacity": 50, **fields}
    values.setdefault("venue", None)
    values["venue"] = values["venue"] or make_venue()
    if "signup_form" not in values:
        values["signup_form"] = make_signup_form()
    event = Event(name=name, live=True, **values)
    event.full_clean()
    event.save()
    event.save_revision().publish()
    event.refresh_from_db()
    return event


def make_event_index(home: HomePage, title: str = "Veranstaltungen", slug: str = "veranstaltungen") -> EventIndexPage:
    """The German list of events."""
    return add_page(home, title, EventIndexPage, slug=slug)


def make_event_page(index: EventIndexPage, event: Event | None = None, title: str = "Werkstatt", **fields) -> EventPage:
    """The German page of an event; without ``event`` a new one."""
    return add_page(index, title, EventPage, event=event or make_event(title), **fields)
