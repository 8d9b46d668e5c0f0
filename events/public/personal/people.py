"""Who came together, as the pages of each of them show it."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.text import capfirst

from ...models.signup import Signup
from ...signups.party import party_of
from ...signups.secret_links import personal_path


@dataclass(frozen=True)
class OfParty:
    """Somebody of a party; ``url`` leads to that person's own page and is empty for the page one is on."""

    public_id: UUID
    name: str
    state: str
    state_code: str
    is_active: bool
    url: str


def people_of(signup: Signup) -> list[OfParty]:
    """Return everybody of a party in the order of the form; empty for whoever came alone."""
    if signup.party is None:
        return []
    people = [
        OfParty(
            public_id=row.public_id,
            name=row.full_name,
            state=capfirst(row.get_state_display()),
            state_code=row.state,
            is_active=row.is_active,
            url="" if row.pk == signup.pk else personal_path(row),
        )
        for row in party_of(signup)
    ]
    return people if len(people) > 1 else []
