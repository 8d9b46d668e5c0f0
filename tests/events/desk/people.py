"""The staff and the sign-ups on which the tests of the desk stand."""

from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from cms.models import User
from events.models import DeclineReason, Event, Signup
from events.signups import enter
from tests.browser_client import BrowserClient
from tests.builders import make_person, make_staff, signed_up_and_confirmed

CLERK = ["view", "add", "change", "delete", "decide"]


def make_clerk(username: str = "clerk", *actions: str) -> User:
    """Staff who may do these things with sign-ups, all of them by default."""
    user = make_staff(username, *(f"events.{action}_signup" for action in actions or CLERK))
    UserProfile.objects.create(user=user, preferred_language="en")
    return user


def to_decide(event: Event, number: int = 1, **changes) -> Signup:
    """A confirmed address at an event with review: to be decided."""
    Event.objects.filter(pk=event.pk).update(review=True)
    return signed_up_and_confirmed(event, number, **changes)


def entered(event: Event, user: User, number: int = 1, source: str = "phone", **changes) -> Signup:
    """Somebody without an address, whom staff entered."""
    return enter(event.pk, make_person(number, **{"email": "", **changes}), source, user)


def make_reason(text: str = "Alle Plätze sind vergeben.", **translations: str) -> DeclineReason:
    """A ready reason in German and in other languages."""
    german = Locale.objects.get_or_create(language_code="de")[0]
    reason = DeclineReason.objects.create(title="Voll", text=text, locale=german)
    for code, translated in translations.items():
        copy = reason.copy_for_translation(Locale.objects.get_or_create(language_code=code)[0])
        copy.text = translated
        copy.save()
    return reason


def at(name: str, signup: Signup) -> str:
    """The address of a screen about a sign-up."""
    return reverse(f"signups:{name}", args=[signup.pk])


def told(response) -> list[str]:
    """What this response adds to the messages, which wait until a page shows them."""
    return [" ".join(str(message).split()) for message in get_messages(response.wsgi_request)._queued_messages]


def logged_in(user: User) -> BrowserClient:
    """A browser of its own for this user."""
    client = BrowserClient()
    client.force_login(user)
    return client
