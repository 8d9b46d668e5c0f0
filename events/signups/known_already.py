"""The event that somebody signs up for, and what is known already: of this form, this address, this network."""

from dataclasses import dataclass

from django.db.models import Count, Subquery

from cms.ground.compiled_queries import Mark, PreparedModel

from ..models.event import Event
from ..models.signup import Signup
from ..models.used_form import UsedForm
from .rules import SignupStatus
from .visit import Visit

EVENT_AND_KNOWN = PreparedModel(
    Event,
    lambda: Event.objects.filter(pk=Mark("event")),
    besides=lambda: [
        Subquery(UsedForm.objects.filter(key=Mark("form")).values("status")),
        Subquery(
            Signup.objects.active()
            .filter(event_id=Mark("event"), email_key=Mark("address"))
            .order_by("mailbox_no")
            .values("pk")[:1]
        ),
        Subquery(
            Signup.objects.filter(event_id=Mark("event"), network_hash=Mark("network"))
            # Those of no network are no network's, and stand in no index.
            .exclude(network_hash="")
            .order_by()
            .values("event_id")
            .annotate(number=Count("id"))
            .values("number")
        ),
    ],
)


@dataclass(frozen=True)
class KnownAlready:
    """``answered`` is what this form was answered when it was taken; ``signup_id`` is the address's first active one.

    ``of_network`` sign-ups of this network wait for their confirmation.
    """

    event: Event
    answered: SignupStatus | None
    signup_id: int | None
    of_network: int


def known_already(event_id: int, visit: Visit, address: str) -> KnownAlready:
    """Return what is known, in one statement; ``address`` is normalised. Runs under the event's lock."""
    row = EVENT_AND_KNOWN.row(event=event_id, form=visit.form_key, address=address, network=visit.network_hash)
    assert row is not None
    *_event, status, signup_id, of_network = row
    return KnownAlready(
        event=EVENT_AND_KNOWN.made_of(row),
        answered=SignupStatus(status) if status else None,
        # Nobody is taken for another because neither has an address.
        signup_id=signup_id if address else None,
        of_network=of_network or 0,
    )
