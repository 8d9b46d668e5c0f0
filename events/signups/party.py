"""Who came together: everybody has a row, a seat and an end of their own; what happens to several is told once.

``party`` is the public id of the one who filled in the form. All rows of a party share a mailbox, in which each person
has a number (``mailbox_no``); the same goes for people who signed up one after the other with one address.
"""

from collections.abc import Iterable

from ..models.event import Event
from ..models.signup import Signup, SignupQuerySet
from .sort_key import name_letters


def party_of(signup: Signup) -> SignupQuerySet:
    """Return the rows of those who signed up together, this one's too, in the order in which they were written."""
    rows = Signup.objects.filter(anonymised_at__isnull=True).order_by("pk")
    return rows.filter(party=signup.party) if signup.party else rows.filter(pk=signup.pk)


def others_of_party(signup: Signup) -> list[Signup]:
    """Return with whom somebody came; without a query for whoever came alone."""
    return [other for other in party_of(signup) if other.pk != signup.pk] if signup.party else []


def one_of_each_party(signups: Iterable[Signup]) -> list[Signup]:
    """Return whom a mail goes to that is about all of these: whoever came first stands for the party."""
    firsts: dict[object, Signup] = {}
    for signup in sorted(signups, key=lambda signup: signup.pk):
        firsts.setdefault(signup.party or signup.pk, signup)
    return list(firsts.values())


def of_mailbox(event: Event, address: str | None) -> list[Signup]:
    """Return the active sign-ups with this normalised address, in the order of their numbers; none without one."""
    if not address:
        return []
    return list(Signup.objects.active().filter(event=event, email_key=address).order_by("mailbox_no"))


def free_numbers(people: Iterable[Signup], number: int = 1) -> list[int]:
    """Return the lowest numbers that nobody of these ``people`` of a mailbox has."""
    taken = {signup.mailbox_no for signup in people}
    return [candidate for candidate in range(1, len(taken) + number + 1) if candidate not in taken][:number]


def is_named_like(signup: Signup, given_name: str, family_name: str) -> bool:
    """Return whether somebody has this name, however it is written."""
    return name_letters(signup.given_name, signup.family_name) == name_letters(given_name, family_name)
