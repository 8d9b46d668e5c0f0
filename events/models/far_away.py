"""Days that are a slip of the keyboard: what counts from them, such as erasing, would be no date any more."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LAST_YEAR = 2200
TOO_FAR = _("This day is too far away: check the year.")


def refuse_far_away(day: date | datetime) -> None:
    """Raise ValidationError for a day that nobody can have meant."""
    if day.year > LAST_YEAR:
        raise ValidationError(TOO_FAR)


def far_away(**days: datetime | None) -> dict[str, ValidationError]:
    """Return what is wrong, by the names of the days."""
    return {name: ValidationError(TOO_FAR) for name, day in days.items() if day and day.year > LAST_YEAR}
