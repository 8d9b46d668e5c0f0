"""Owes people the mail about what changed; one that has not left yet is replaced by it, and says all that is new."""

from collections.abc import Iterable

from cms.mail.outbox import take_back

from ..models.signup import Signup
from .party import one_of_each_party
from .transition import mail

# The mails that say what has changed about an event.
KINDS = ("moved", "changed", "postponed")


def tell(kind: str, people: Iterable[Signup], old: dict) -> None:
    """Owe each of them a mail of this kind; ``old`` is what they knew, unless an earlier mail has not left yet.

    Then they still know what was before that one.
    """
    told = one_of_each_party(people)
    not_left = take_back([f"signup.{one}" for one in KINDS], "signup", [str(signup.public_id) for signup in told])
    for signup in told:
        earlier = not_left.get(str(signup.public_id), {})
        mail(kind, signup, **{name: earlier.get(name, value) for name, value in old.items()})
