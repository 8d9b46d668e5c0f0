"""Which clock the site goes by."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ImproperlyConfigured

USUAL = "Europe/Berlin"


def time_zone(environment: Mapping[str, str]) -> str:
    """Return TIME_ZONE, a name such as Europe/Berlin. Raises ImproperlyConfigured when this machine knows none such."""
    name = environment.get("TIME_ZONE", "").strip() or USUAL
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ImproperlyConfigured(f"TIME_ZONE can't be understood: write a name such as {USUAL}.") from error
    return name
