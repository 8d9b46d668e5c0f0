"""A telephone number as editors type it, and the link that dials it."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# As in "0351 488 0", "+49 351 488-0" and "(0351) 4 88 00"; letters would be dialled by nobody.
NUMBER = re.compile(r"(?:\+[1-9]|\(?0)[0-9 ()/–-]*[0-9]")
FEWEST_DIGITS, MOST_DIGITS = 6, 15


def validate_telephone(number: str) -> None:
    """Raise ValidationError for what nobody can dial."""
    if not NUMBER.fullmatch(number) or not FEWEST_DIGITS <= len(_digits(number)) <= MOST_DIGITS:
        message = _("Enter a telephone number with its area code, such as 0351 123456 or +49 351 123456.")
        raise ValidationError(message, code="telephone")


def telephone_link(number: str) -> str:
    """Return the address that dials a number; empty for none."""
    digits = _digits(number)
    if not digits:
        return ""
    return f"tel:+{digits}" if number.startswith("+") else f"tel:{digits}"


def _digits(number: str) -> str:
    # In "+49 (0)351 ..." the zero is dialled inside the country only.
    return re.sub(r"[^0-9]", "", number.replace("(0)", "") if number.startswith("+") else number)
