"""How names are sorted and found: as in a German telephone list, where ä stands with a and ß is ss."""

import unicodedata

from ..models.signup import Signup


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
