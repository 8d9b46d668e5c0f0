"""Builds events and the people who sign up for them."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import Locale

from cms.consequences.answers import answered_by
from cms.mail.registry import Outcome, reporter_of
from events.models import Event, Signup, SignupForm, Venue
from events.signups import Person, confirm, sign_up


def make_venue(**facts) -> Venue:
    defaults = {
        "locale": Locale.objects.get_or_create(language_code="de")[0],
        "name": "Rathaus",
        "street": "Rathausplatz 1",
        "postal_code": "01067",
        "city": "Dresden",
    }
    return Venue.objects.create(**{**defaults, **facts})


def make_signup_form(**facts) -> SignupForm:
    defaults = {
        "locale": Locale.objects.get_or_create(language_code="de")[0],
        "title": "Anmeldung",
        "consent": "Ich bin einverstanden, dass meine Angaben für die Veranstaltung gespeichert werden.",
    }
    return SignupForm.objects.create(**{**defaults, **facts})


def make_event(**facts) -> Event:
    """A published event in ten days with sign-up open, ten seats and five places on the waiting list."""
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
    facts["venue"] = facts["venue"] or make_venue()
    if "signup_form" not in facts:
        facts["signup_form"] = make_signup_form()
    return Event.objects.create(**facts)


def make_person(number: int = 1, **changes) -> Person:
    defaults = {
        "given_name": "Person",
        "family_name": f"Nummer {number}",
        "email": f"person-{number}@example.org",
        "language": "de",
        "consent_text": "Ja.",
    }
    return Person(**{**defaults, **changes})


def signed_up(event: Event, number: int = 1, **changes) -> Signup:
    """Sign somebody up through the domain and return the row."""
    person = make_person(number, **changes)
    sign_up(event.pk, person)
    return Signup.objects.get(
        event=event, email=person.email, state__in=["unconfirmed", "waiting", "confirmed", "pending"]
    )


def hold_mail_delivered(signup: Signup) -> Signup:
    """Let the time of a hold, or of an offer, run: its mail is delivered now."""
    kind = "offer" if signup.state == "offered" else "please_confirm"
    reporter_of(f"signup.{kind}")({"signup": str(signup.public_id)}, Outcome.DELIVERED)
    signup.refresh_from_db()
    return signup


def signed_up_and_confirmed(event: Event, number: int = 1, **changes) -> Signup:
    """Sign somebody up and confirm the address."""
    return confirm(signed_up(event, number, **changes).public_id)


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
