"""Codes for people without an e-mail address: printed on their sheet, typed to cancel, stored nowhere.

A code follows from the sign-up and its ``link_version``, so it is void together with the secret links. Its first group
says where the number of the sign-up lies, by which the database finds it; the others are the secret.
"""

from uuid import UUID

from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from cms.texts.folding import letters_of

from ..models.enums import ACTIVE, SignupState
from ..models.erasing_dates import erasing_of
from ..models.event import PUBLIC_ID_LETTERS, Event
from ..models.signup import Signup
from .sort_key import known_as, name_letters

SALT = "events.signups.paper_codes"
# Letters and digits that nobody mistakes for another one; nine of the 31 are 44 bits.
LETTERS = PUBLIC_ID_LETTERS.upper()
LENGTH = 9
GROUP = 3
# So many parts of all numbers a first group can name: of a hundred thousand sign-ups, each holds three or four.
PLACES = len(LETTERS) ** GROUP
NUMBERS = 2**128


def paper_code(signup: Signup) -> str:
    """Return the code with which this sign-up can be cancelled, in groups: ``D4H-K7M-P3R-X9T``."""
    code = _place(signup.public_id) + _secret(signup.public_id, signup.link_version)
    return "-".join(code[start : start + GROUP] for start in range(0, GROUP + LENGTH, GROUP))


def signup_with(event: Event, code: str, family_name: str) -> Signup | None:
    """Return the sign-up of ``event`` that a code and a last name, or the whole name, belong to, or None.

    It is active, or cancelled since the code was printed, so that a second click is told the same as the first.
    Secret and name are compared whole and in constant time; how long the answer takes says at most whether there is a
    number in the place, which is no secret.
    """
    if timezone.now() >= erasing_of(event).signups:
        return None
    typed_code, typed_name = letters_of(code).upper(), name_letters(family_name)
    numbers = numbers_of(typed_code[:GROUP])
    if numbers is None:
        return None
    found = None
    rows = Signup.objects.filter(
        event=event,
        public_id__range=numbers,
        state__in=[*ACTIVE, SignupState.CANCELLED],
        anonymised_at__isnull=True,
    ).values_list("pk", "public_id", "link_version", "state", "family_name", "given_name")
    for pk, public_id, link_version, state, *names in rows:
        version = link_version - (state == SignupState.CANCELLED)
        is_code = constant_time_compare(_secret(public_id, version), typed_code[GROUP:])
        is_name = [constant_time_compare(known, typed_name) for known in known_as(*names)]
        if typed_name and is_code & any(is_name):
            found = pk
    return Signup.objects.select_related("event__venue").get(pk=found) if found else None


def numbers_of(place: str) -> tuple[UUID, UUID] | None:
    """Return the first and the last number in a place, which has one group of letters; None for anything else."""
    if len(place) != GROUP or not set(place) <= set(LETTERS):
        return None
    position = 0
    for letter in place:
        position = position * len(LETTERS) + LETTERS.index(letter)
    first, end = (-(-NUMBERS * step // PLACES) for step in (position, position + 1))
    return UUID(int=first), UUID(int=end - 1)


def _place(public_id: UUID) -> str:
    return _in_letters(public_id.int * PLACES // NUMBERS, GROUP)[::-1]


def _secret(public_id: UUID, link_version: int) -> str:
    digest = salted_hmac(SALT, f"{public_id.hex}:{link_version}", algorithm="sha256").digest()
    return _in_letters(int.from_bytes(digest), LENGTH)


def _in_letters(number: int, length: int) -> str:
    letters = []
    for _letter in range(length):
        number, position = divmod(number, len(LETTERS))
        letters.append(LETTERS[position])
    return "".join(letters)
