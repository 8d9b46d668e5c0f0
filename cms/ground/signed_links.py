"""The tokens of secret links: signed, for one purpose, with an end; nothing of them is stored."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, Generic, TypeVar

from django.core import signing

LONGEST_TOKEN = 300
Purpose = TypeVar("Purpose", bound=StrEnum)
Key = TypeVar("Key")
Mark = TypeVar("Mark")


class BadLink(Exception):
    """The link is wrong, has ended or is void; which of these, nobody is told."""


@dataclass(frozen=True)
class SignedLinks(Generic[Purpose, Key, Mark]):
    """One kind of secret link: whose it is (``key``), what for, and a ``mark`` that voids it once it changes.

    ``read_key`` and ``read_mark`` make them of what was signed. ``salt`` is this kind's alone.
    """

    salt: str
    purposes: type[Purpose]
    lifetime: Mapping[Purpose, timedelta]
    read_key: Callable[[Any], Key]
    read_mark: Callable[[Any], Mark]

    def token(self, key: str | int, purpose: Purpose, mark: str | int) -> str:
        """Return the token of a secret link."""
        return signing.dumps([key, purpose.value, mark], salt=self.salt)

    def read(self, token: str) -> tuple[Key, Purpose, Mark]:
        """Return what a token was made of. Raises BadLink, also once the lifetime of its purpose is over."""
        if len(token) > LONGEST_TOKEN:
            raise BadLink
        try:
            _key, named, _mark = signing.loads(token, salt=self.salt)
            purpose = self.purposes(named)
            key, _named, mark = signing.loads(token, salt=self.salt, max_age=self.lifetime[purpose])
            return self.read_key(key), purpose, self.read_mark(mark)
        except (signing.BadSignature, ValueError, TypeError, AttributeError) as error:
            raise BadLink from error
