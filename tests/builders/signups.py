"""People who sign up, through the domain."""

from cms.mail.registry import Outcome, reporter_of
from events.models import Event, Signup
from events.signups import Person, confirm, sign_up


def make_person(number: int = 1, **changes) -> Person:
    """What somebody typed into the form."""
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
