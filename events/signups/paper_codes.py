"""Codes for people without an e-mail address: printed on their sheet, typed to cancel, stored nowhere.

A code follows from the sign-up and its ``link_version``, so it is void together with the secret links.
"""

from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from cms.texts.folding import letters_of

from ..models.enums import ACTIVE, SignupState
from ..models.erasing_dates import erasing_of
from ..models.event import PUBLIC_ID_LETTERS, Event
from ..models.signup import Signup

SALT = "events.signups.paper_codes"
# Letters and digits that nobody mistakes for another one; nine of the 31 are 44 bits.
LETTERS = PUBLIC_ID_LETTERS.upper()
LENGTH = 9
GROUP = 3


def paper_code(signup: Signup) -> str:
    """Return the code with which this sign-up can be cancelled, in groups: ``K7M-P3R-X9T``."""
    code = _code(signup.public_id.hex, signup.link_version)
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def signup_with(event: Event, code: str, family_name: str) -> Signup | None:
    """Return the sign-up of ``event`` that a code and a last name belong to, or None.

    It is active, or cancelled since the code was printed, so that a second click is told the same as the first.
    Every sign-up is compared, whole and in constant time, so the answer takes as long for any code and name.
    """
    if timezone.now() >= erasing_of(event).signups:
        return None
    typed_code, typed_name = letters_of(code).upper(), folded_name(family_name)
    found = None
    rows = Signup.objects.filter(
        event=event, state__in=[*ACTIVE, SignupState.CANCELLED], anonymised_at__isnull=True
    ).values_list("pk", "public_id", "link_version", "family_name", "state")
    for pk, public_id, link_version, name, state in rows:
        version = link_version - (state == SignupState.CANCELLED)
        is_code = constant_time_compare(_code(public_id.hex, version), typed_code)
        is_name = constant_time_compare(folded_name(name), typed_name)
        if is_code & is_name:
            found = pk
    return Signup.objects.select_related("event__venue").get(pk=found) if found else None


def folded_name(name: str) -> str:
    """Return a name without what people leave out or write otherwise: case, accents, spaces, hyphens, "ue" for "ü"."""
    letters = letters_of(name.casefold())
    for spelled_out, letter in (("ae", "a"), ("oe", "o"), ("ue", "u")):
        letters = letters.replace(spelled_out, letter)
    return letters


def _code(public_id: str, link_version: int) -> str:
    digest = salted_hmac(SALT, f"{public_id}:{link_version}", algorithm="sha256").digest()
    number = int.from_bytes(digest)
    letters = []
    for _letter in range(LENGTH):
        number, position = divmod(number, len(LETTERS))
        letters.append(LETTERS[position])
    return "".join(letters)
