"""Whether there is room left for what the site writes."""

import shutil
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from .trouble import Trouble

LEAST_FREE_BYTES = 500 * 1024 * 1024
MEGABYTE = 1024 * 1024


def free_bytes() -> int:
    """Return how much room is left where VAR_DIR lies, or will lie."""
    place = Path(settings.VAR_DIR).absolute()
    while not place.exists():
        place = place.parent
    return shutil.disk_usage(place).free


def disk(now: datetime) -> list[Trouble]:
    """Tell when less than 500 MB are left."""
    free = free_bytes()
    if free >= LEAST_FREE_BYTES:
        return []
    sentence = _("The disk is almost full: %(megabytes)s MB are left where the site keeps its files.")
    return [Trouble("disk", sentence % {"megabytes": free // MEGABYTE})]
