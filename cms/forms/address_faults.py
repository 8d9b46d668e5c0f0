"""What is wrong with an e-mail address that somebody typed, in a sentence that says what to change."""

import re
import unicodedata

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

ALLOWED_BEFORE_AT = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~\"-]")
ALLOWED_AFTER_AT = set("-.:[]")


def fault_of(address: str) -> str | Promise | None:
    """Return the fault of an address that a person can see and mend, or None where none is known."""
    if any(character.isspace() for character in address):
        return _("The email address contains a space. Please remove it.")
    if "," in address or "،" in address:
        return _("The email address contains a comma. Did you mean a full stop? Please enter only one address.")
    if "@" not in address:
        return _("The email address is missing the @ sign. It should look like this: name@example.org.")
    if address.count("@") > 1:
        return _("The email address contains more than one @ sign. Please enter only one address.")
    local, _at, domain = address.partition("@")
    if odd := _odd_characters(local, domain):
        return format_lazy("{} {}", _("These characters cannot be used in an email address:"), " ".join(odd))
    if "." not in domain.strip(".") and not domain.startswith("["):
        return _("The part after the @ sign is missing a dot, as in example.org.")
    return None


def _odd_characters(local: str, domain: str) -> list[str]:
    odd = [one for one in local if not ALLOWED_BEFORE_AT.fullmatch(one)]
    odd += [one for one in domain if not _may_be_in_a_domain(one)]
    return list(dict.fromkeys(odd))


def _may_be_in_a_domain(character: str) -> bool:
    return character in ALLOWED_AFTER_AT or unicodedata.category(character)[0] in "LMN"
