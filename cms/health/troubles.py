"""Asks every room what is wrong with the site as a whole."""

from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from .trouble import Trouble


def troubles(now: datetime) -> list[Trouble]:
    """Return what is wrong now, as ``settings.HEALTH_CHECKS`` tell it in the language that is active."""
    return [trouble for path in settings.HEALTH_CHECKS for trouble in import_string(path)(now)]
