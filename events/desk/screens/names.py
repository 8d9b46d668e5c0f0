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
    return f"{event} ({date_format(timezone.localtime(event.starts_at), 'SHORT_DATE_FORMAT')})"


def staff_name(user: User) -> str:
    """Return what colleagues call somebody."""
    return user.get_full_name() or user.get_username()
