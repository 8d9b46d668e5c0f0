"""Some days before the start, people who have a seat are reminded; a new date brings a new reminder."""

from datetime import datetime, timedelta

from django.db.models import Q

from ..models.enums import EventStatus, SignupState, StepKind
from ..models.event import Event
from ..models.signup import Signup
from .party import one_of_each_party
from .seat_lock import locked_event, skipped_while_busy
from .transition import mail

# Whoever got the seat just now has its date before the eyes.
FRESH = timedelta(hours=24)


def remind_due(now: datetime) -> int:
    """Owe each holder of a seat one reminder for the date as it stands; return how many are owed."""
    reminded = 0
    coming = Event.objects.published().with_a_date().filter(starts_at__gt=now)
    for event in coming.exclude(status=EventStatus.CANCELLED):
        if not _is_soon(event, now) or not _not_reminded(event, now).exists():
            continue
        with skipped_while_busy(), locked_event(event.pk) as locked:
            reminded += _remind(locked, now)
    return reminded


def _is_soon(event: Event, now: datetime) -> bool:
    return event.has_a_date and event.starts_at - timedelta(days=event.reminder_days) <= now < event.starts_at


def _remind(event: Event, now: datetime) -> int:
    if not _is_soon(event, now):
        # It was moved while its lock was waited for.
        return 0
    due = list(_not_reminded(event, now))
    Signup.objects.filter(pk__in=[signup.pk for signup in due]).update(reminded_start=event.starts_at)
    for signup in one_of_each_party(due):
        mail("reminder", signup)
    return len(due)


def _not_reminded(event: Event, now: datetime):
    already = Q(reminded_start=event.starts_at)
    fresh = Q(steps__kind=StepKind.MOVED, steps__to_state=SignupState.CONFIRMED, steps__at__gt=now - FRESH)
    rows = Signup.objects.filter(event=event, state=SignupState.CONFIRMED, email_key__isnull=False)
    return rows.exclude(pk__in=Signup.objects.filter(event=event).filter(already | fresh).values("pk"))
