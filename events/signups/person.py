"""What somebody typed into the form, checked already, on its way to the domain."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from cms.erasures.owed import note_erasure
from cms.texts.mail_addresses import normalise_address

from ..models.signup import Need, Signup
from .search_key import search_key
from .sort_key import sort_key


@dataclass(frozen=True)
class Needs:
    """What somebody needs to take part; only given together with the consent to keep it."""

    kinds: tuple[str, ...]
    interpreter_language: str = ""
    note: str = ""
    consent_text: str = ""


@dataclass(frozen=True)
class Companion:
    """Whom somebody brings along: a name and access needs, nothing else is asked."""

    given_name: str
    family_name: str
    needs: Needs | None = None


@dataclass(frozen=True)
class Person:
    """``email`` is empty for somebody without an address, whom staff enter; ``code`` is that of an invitation.

    ``consent_language`` is set where the consent was not read in the person's own language. ``companions`` come along;
    ``may_wait`` says that all of them rather wait together than sign up alone where there are too few seats for all.
    """

    given_name: str
    family_name: str
    email: str
    language: str
    organisation: str = ""
    answers: dict = field(default_factory=dict)
    labels: dict = field(default_factory=dict)
    consent_text: str = ""
    consent_language: str = ""
    needs: Needs | None = None
    code: str = ""
    companions: tuple[Companion, ...] = ()
    may_wait: bool = False

    @property
    def number(self) -> int:
        """How many people come."""
        return 1 + len(self.companions)

    def companion_as_person(self, companion: Companion) -> "Person":
        """Return a companion with what this person said for all: address, language, consent."""
        return replace(
            self,
            given_name=companion.given_name,
            family_name=companion.family_name,
            needs=companion.needs,
            organisation="",
            answers={},
            labels={},
            companions=(),
        )


def address_key(email: str) -> str | None:
    """Return the key under which an address is known, None for somebody without one."""
    return normalise_address(email) or None


def columns(person: Person, now: datetime) -> dict:
    """Return the columns of a sign-up that come from the person, without the address."""
    return {
        "language": person.language,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "organisation": person.organisation,
        "search_key": search_key(person.family_name, person.given_name, person.organisation),
        "sort_key": sort_key(person.family_name, person.given_name, person.organisation),
        "answers": person.answers,
        "labels": person.labels,
        "consent_text": person.consent_text,
        "consent_language": person.consent_language or person.language,
        "consent_at": now,
    }


def told(signup: Signup) -> tuple:
    """Return what a sign-up and its access needs hold of what the person told us."""
    need = getattr(signup, "need", None)
    needs = (need.kinds, need.interpreter_language, need.note) if need else None
    names = ("email", "language", "given_name", "family_name", "organisation", "answers")
    return (*(getattr(signup, name) for name in names), needs)


def keep_needs(signup: Signup, needs: Needs | None, now: datetime) -> None:
    """Keep what the person needs now, in a record of its own; nothing when the consent was taken back."""
    if needs is None:
        deleted, _models = Need.objects.filter(signup=signup).delete()
        if deleted:
            note_erasure("needs", signup.public_id)
        return
    told = {
        "kinds": list(needs.kinds),
        "interpreter_language": needs.interpreter_language,
        "note": needs.note,
    }
    if Need.objects.filter(signup=signup, **told).exists():
        # What was said already keeps the consent it was said with.
        return
    consent = {"consent_text": needs.consent_text, "consent_at": now}
    Need.objects.update_or_create(signup=signup, defaults={**told, **consent})
