"""A sign-up in each state that a person can meet, made through the domain."""

from datetime import timedelta

import time_machine
from django.contrib.auth import get_user_model
from django.utils import timezone

from events.models import Event, Signup
from events.signups import cancel, decline
from events.signups.lapse import lapse_due
from events.signups.secret_links import Purpose, make_token
from tests.builders import hold_mail_delivered, signed_up, signed_up_and_confirmed

REASON = "Leider kommen mehr Menschen, als in den Saal passen."


def secret_path(signup: Signup, page: str = "", language: str = "de", purpose: Purpose = Purpose.PERSONAL) -> str:
    return f"/{language}/my-signup/{make_token(signup, purpose)}/{page}"


def unconfirmed(event: Event) -> Signup:
    return signed_up(event)


def unconfirmed_place(event: Event) -> Signup:
    signed_up_and_confirmed(event, 1)
    return signed_up(event, 2)


def pending(event: Event) -> Signup:
    Event.objects.filter(pk=event.pk).update(review=True)
    return signed_up_and_confirmed(event)


def confirmed(event: Event) -> Signup:
    return signed_up_and_confirmed(event)


def waiting(event: Event) -> Signup:
    signed_up_and_confirmed(event, 1)
    return signed_up_and_confirmed(event, 2)


def offered(event: Event) -> Signup:
    first = signed_up_and_confirmed(event, 1)
    second = signed_up_and_confirmed(event, 2)
    cancel(first.public_id)
    return _now(second)


def declined(event: Event) -> Signup:
    signup = pending(event)
    decline(signup.public_id, get_user_model().objects.create_user("staff", password="x"), REASON)
    return _now(signup)


def cancelled(event: Event) -> Signup:
    return cancel(signed_up_and_confirmed(event).public_id)


def expired(event: Event) -> Signup:
    with time_machine.travel(timezone.now() - timedelta(days=2)):
        signup = hold_mail_delivered(signed_up(event))
    lapse_due(timezone.now())
    return _now(signup)


def _now(signup: Signup) -> Signup:
    return Signup.objects.select_related("event").get(pk=signup.pk)


STATES = {
    "unconfirmed": unconfirmed,
    "unconfirmed_place": unconfirmed_place,
    "pending": pending,
    "confirmed": confirmed,
    "waiting": waiting,
    "offered": offered,
    "declined": declined,
    "cancelled": cancelled,
    "expired": expired,
}
