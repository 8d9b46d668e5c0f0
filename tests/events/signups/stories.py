"""Brings sign-ups into each state the way people do, and tells what is owed to them."""

import time_machine
from django.utils import timezone

from cms.mail.models import Mail
from cms.models import User
from events.models import Event, Signup
from events.signups import cancel, decline, sign_up
from events.signups.lapse import lapse_due
from tests.builders import hold_mail_delivered, make_event_row, make_person, signed_up, signed_up_and_confirmed


def full_event(waiting: int = 0, **facts) -> tuple[Event, Signup, list[Signup]]:
    """An event with one seat, which is taken, and people who wait for it."""
    event = make_event_row(capacity=1, waiting_list_size=10, **facts)
    holder = signed_up_and_confirmed(event, 1)
    return event, holder, [signed_up_and_confirmed(event, number) for number in range(2, 2 + waiting)]


def somebody_who_is(state: str, clerk: User) -> Signup:
    """A sign-up in ``state``, on an event with nothing else to settle; "unverified" waits without having confirmed."""
    if state in ("waiting", "offered", "unverified"):
        event, holder, _queue = full_event()
        if state == "unverified":
            return signed_up(event, 2)
        signup = signed_up_and_confirmed(event, 2)
        if state == "offered":
            cancel(holder.public_id)
    elif state in ("unconfirmed", "expired"):
        signup = signed_up(make_event_row())
        if state == "expired":
            hold_mail_delivered(signup)
            with time_machine.travel(signup.expires_at, tick=False):
                lapse_due(timezone.now())
    else:
        signup = signed_up_and_confirmed(make_event_row(review=state in ("pending", "declined")))
        if state == "declined":
            decline(signup.public_id, clerk, "Leider nicht.")
        if state == "cancelled":
            cancel(signup.public_id)
    signup.refresh_from_db()
    return signup


def mails_to(signup: Signup) -> list[str]:
    """The kinds of mail that are owed about a sign-up, oldest first."""
    kinds = Mail.objects.filter(payload__signup=str(signup.public_id)).order_by("pk").values_list("kind", flat=True)
    return [kind.removeprefix("signup.") for kind in kinds]


def state_of(signup: Signup) -> str:
    return Signup.objects.values_list("state", flat=True).get(pk=signup.pk)


def sign_up_with(event: Event, number: int, code: str) -> Signup:
    sign_up(event.pk, make_person(number, code=code))
    return Signup.objects.get(email=f"person-{number}@example.org")
