"""Who came together, as the pages of each of them show it."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.text import capfirst

from ...models.enums import SignupState
from ...models.signup import Signup
from ...signups.party import party_of
from ...signups.secret_links import personal_path


@dataclass(frozen=True)
class OfParty:
    """Somebody of a party; ``url`` leads to that person's own page, where the reader may open it."""

    public_id: UUID
    name: str
    state: SignupState
    is_active: bool
    is_reader: bool
    url: str

    @property
    def state_label(self) -> str:
        return capfirst(str(self.state.label))


def people_of(signup: Signup) -> list[OfParty]:
    """Return everybody of a party in the order of the form; empty for whoever came alone.

    Whoever filled in the form speaks for all: that page alone leads to those of the others, because a companion may be
    handed the link to the own one. When that person's data is erased, the next one speaks.
    """
    if signup.party is None:
        return []
    rows = list(party_of(signup))
    if len(rows) < 2:
        return []
    speaks = rows[0].pk == signup.pk
    return [
        OfParty(
            public_id=row.public_id,
            name=row.full_name,
            state=SignupState(row.state),
            is_active=row.is_active,
            is_reader=row.pk == signup.pk,
            url=personal_path(row) if speaks and row.pk != signup.pk else "",
        )
        for row in rows
    ]


def cancellable_together(signup: Signup) -> list[OfParty]:
    """Return for whom this page can cancel, where that is more than one person."""
    active = [person for person in people_of(signup) if person.is_active and (person.is_reader or person.url)]
    return active if len(active) > 1 else []
