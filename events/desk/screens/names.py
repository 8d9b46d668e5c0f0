"""How people and events are called."""

from django.utils import timezone
from django.utils.formats import date_format

from cms.models import User

from ...models.event import Event
from ...models.signup import Signup


def name_of(signup: Signup) -> str:
    """Return the person's name, or the reference once it was erased."""
    return signup.full_name or signup.reference


def dated(event: Event) -> str:
    """Return an event's name with its day, because the events of one series have the same name."""
    return f"{event} ({day_of(event)})"


def day_of(event: Event) -> str:
    """Return the day of an event, or that it is postponed."""
    if not event.has_a_date:
        return str(event.get_status_display())
    return date_format(timezone.localtime(event.starts_at), "SHORT_DATE_FORMAT")


def start_of(event: Event) -> str:
    """Return when an event begins, or that it is postponed."""
    if not event.has_a_date:
        return str(event.get_status_display())
    return date_format(timezone.localtime(event.starts_at), "DATETIME_FORMAT")


def staff_name(user: User) -> str:
    """Return what colleagues call somebody."""
    return user.get_full_name() or user.get_username()
