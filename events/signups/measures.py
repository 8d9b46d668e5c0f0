"""Numbers about sign-ups for monitoring, and what stands still among them."""

from datetime import datetime, timedelta

from django.db.models import Count
from django.utils.translation import ngettext

from cms.health.measures import Measure
from cms.health.trouble import Trouble

from ..models.event import Event
from ..models.signup import Signup
from .lapse import due_to_lapse
from .seats import seats_of

# The worker ends them every few seconds, event by event.
OVERDUE = timedelta(minutes=10)


def measures(now: datetime) -> list[Measure]:
    """Return sign-ups by state, holds that should have ended, and the free seats of events to come."""
    states = Signup.objects.order_by().values_list("state").annotate(number=Count("pk"))
    coming = {event.pk: event for event in Event.objects.published().with_a_date().filter(starts_at__gt=now)}
    return [
        *(Measure("signups", "Sign-ups", number, {"state": state}) for state, number in states),
        Measure("holds_overdue", "Holds and offers that should have ended", due_to_lapse(now - OVERDUE).count()),
        *(
            Measure("free_seats", "Free seats of an event to come", seats.free, {"event": coming[pk].public_id})
            for pk, seats in seats_of(list(coming.values())).items()
        ),
    ]


def overdue_holds(now: datetime) -> list[Trouble]:
    """Tell when holds and offers don't end although their time is over."""
    number = due_to_lapse(now - OVERDUE).count()
    if not number:
        return []
    sentence = ngettext(
        "%(count)s held seat should have become free ten minutes ago.",
        "%(count)s held seats should have become free ten minutes ago.",
        number,
    )
    return [Trouble("holds", sentence % {"count": number})]
