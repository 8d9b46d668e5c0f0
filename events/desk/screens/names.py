"""How people and events are called, and how people are sorted and found.

As in a German telephone list: ä stands with a, and ß is ss.
"""

import unicodedata

from django.utils import timezone
from django.utils.formats import date_format

from cms.models import User

from ...models.event import Event
from ...models.signup import Signup


def name_of(signup: Signup) -> str:
    """Return the person's name, or the reference once it was erased."""
    return signup.full_name or signup.reference


def dated(event: Event) -> str:
    """Return an event's name with its day, because the events of one series have the same name."""
    return f"{event} ({date_format(timezone.localtime(event.starts_at), 'SHORT_DATE_FORMAT')})"


def staff_name(user: User) -> str:
    """Return what colleagues call somebody."""
    return user.get_full_name() or user.get_username()


def folded(text: str) -> str:
    """Return ``text`` in small letters without marks, for comparing."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character)).strip()


def by_family_name(signup: Signup) -> tuple[str, str, int]:
    """The key by which people are sorted; the same name twice keeps the order of arrival."""
    return folded(signup.family_name), folded(signup.given_name), signup.pk


def is_found(signup: Signup, query: str) -> bool:
    """Tell whether every word of ``query`` begins a word of the name or organisation, or is the seat or reference."""
    words = folded(f"{signup.full_name} {signup.organisation}".replace("-", " ")).split()
    exact = {signup.reference.casefold(), str(signup.seat_no or "")}
    return all(
        word in exact or any(known.startswith(word) for known in words)
        for word in folded(query.replace("-", " ")).split()
    )
