"""The page after the form: a mail is on its way."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from cms.forms.nobodys_answers import nobodys

from ..models.enums import EventAccess
from ..models.event import Event
from ..signups import Person, SignupStatus
from ..signups.holding import time_to_confirm
from .answers import public_event, surroundings, unknown_event
from .form_wording import held_sentence

# What the page says of the second mail; it follows from the event and the code, never from an address.
WAITING = "waiting"
DECISION = "decision"
# The address was proved already: there is nothing to confirm.
SIGNED_UP = "signed_up"
# A place on the waiting list of one event, and a seat at another one meanwhile.
BOTH = "both"


@nobodys("GET", secret=False)
def mailbox(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say that a mail is on its way; the same for every address."""
    event = public_event(request, public_id)
    if event is None:
        return unknown_event(request)
    around = surroundings(request, event)
    then = request.GET.get("then")
    waits = then in (WAITING, BOTH)
    # As things stand now, not as they stood for somebody: the page is the same for all.
    held_for = time_to_confirm(around.seats, gets_a_seat=not waits)
    context = {
        **around.context,
        "confirm_email": event.confirm_email and then != SIGNED_UP,
        "then": then,
        "held": held_sentence(event, held_for, waits=waits),
        "form_url": reverse("events:signup", args=[event.public_id]),
        "send_link_url": send_link_url(event),
        "crumb_title": gettext("Check your email"),
    }
    return render(request, "events/signup_mailbox.html", context)


def what_comes_then(event: Event, person: Person, status: SignupStatus) -> str:
    """Return what the page is to say of the second mail."""
    if status == SignupStatus.WAITING_LIST:
        return WAITING
    without_code = event.access == EventAccess.INVITATION and not person.code
    return DECISION if event.review or without_code else ""


def send_link_url(event: Event) -> str:
    """Return where people without their mail ask for their link."""
    return reverse("events:send_link", args=[event.public_id])
