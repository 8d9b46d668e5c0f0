"""Events as rows of the database alone, without a revision: small, open for sign-up, and quickly made."""

from datetime import timedelta

from django.utils import timezone

from cms.consequences.answers import answered_by
from events.models import Event, SignupForm, Venue

from .locales import locale_of


def make_venue_row(**facts) -> Venue:
    """A German venue."""
    defaults = {
        "locale": locale_of("de"),
        "name": "Rathaus",
        "street": "Rathausplatz 1",
        "postal_code": "01067",
        "city": "Dresden",
    }
    return Venue.objects.create(**{**defaults, **facts})


def make_signup_form_row(**facts) -> SignupForm:
    """A German form without questions of its own."""
    defaults = {
        "locale": locale_of("de"),
        "title": "Anmeldung",
        "consent": "Ich bin einverstanden, dass meine Angaben für die Veranstaltung gespeichert werden.",
    }
    return SignupForm.objects.create(**{**defaults, **facts})


def make_event_row(**facts) -> Event:
    """A live event in ten days with sign-up open, ten seats and five places on the waiting list."""
    start = timezone.now() + timedelta(days=10)
    defaults = {
        "name": "Erste Veranstaltung",
        "starts_at": start,
        "ends_at": start + timedelta(hours=6),
        "capacity": 10,
        "waiting_list_size": 5,
        "live": True,
    }
    facts = {**defaults, **facts}
    facts.setdefault("venue", None)
    facts["venue"] = facts["venue"] or make_venue_row()
    if "signup_form" not in facts:
        facts["signup_form"] = make_signup_form_row()
    return Event.objects.create(**facts)


def change_facts(event: Event, **facts) -> Event:
    """Publish an event with other facts, whatever that does to people, and return it as it stands then.

    As a schedule does, long after the revision was checked. What follows the commit follows in ``facts_published``.
    """
    event = Event.objects.get(pk=event.pk)
    for name, value in facts.items():
        setattr(event, name, value)
    with answered_by("tests"):
        event.save_revision(clean=False).publish()
    return Event.objects.get(pk=event.pk)
