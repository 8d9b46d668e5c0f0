"""How the form of a sign-up came to us, as far as the domain may know it."""

from dataclasses import dataclass
from math import ceil

from django.conf import settings
from django.utils.crypto import salted_hmac

from ..models.event import Event

SALT = "events.signups.visit"
HASH_LENGTH = 32
# So many unconfirmed sign-ups are a family's at a small event.
FEWEST_OF_A_NETWORK = 3


@dataclass(frozen=True)
class Visit:
    """``form_key`` is this one form's; ``network_hash`` tells nobody which network it is.

    ``gets_mail`` is false when the mailbox that was typed has just got mails enough, perhaps against its owner's will.
    ``another`` is set where the form was opened by the link of a mail to that mailbox: the number that its next person
    gets, which proves the address.
    """

    form_key: str = ""
    network_hash: str = ""
    gets_mail: bool = True
    another: int | None = None


def network_hash(event: Event, network: str) -> str:
    """Return the keyed hash of a network for this event alone; empty where nobody knows the network."""
    return salted_hmac(SALT, f"{event.public_id}|{network}").hexdigest()[:HASH_LENGTH] if network else ""


def most_of_a_network(event: Event) -> int | None:
    """Return how many unconfirmed sign-ups of one network an event takes; None for any number."""
    percent = settings.HOLDS_PER_NETWORK_PERCENT
    return max(FEWEST_OF_A_NETWORK, ceil(event.capacity * percent / 100)) if percent > 0 else None


def takes_too_much(event: Event, of_network: int) -> bool:
    """Return whether a network with so many unconfirmed sign-ups has its share of the seats already."""
    most = most_of_a_network(event)
    return most is not None and of_network >= most
