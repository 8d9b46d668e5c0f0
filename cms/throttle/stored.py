"""Counting in the database: exact for all servers, and there whenever a password can be checked at all."""

from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F
from django.utils import timezone

from .models import Counter
from .windows import Window

# Both engines count in this one statement, so that of two tries at once each gets a number of its own.
COUNT = f"""
    INSERT INTO {Counter._meta.db_table} (key, number, ends_at) VALUES (%s, 1, %s)
    ON CONFLICT (key) DO UPDATE SET number = {Counter._meta.db_table}.number + 1
    RETURNING number
"""


def count(window: Window) -> int:
    """Count once more and return the number."""
    ends_at = timezone.now() + timedelta(seconds=window.left)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [window.key, connection.ops.adapt_datetimefield_value(ends_at)])
        return cursor.fetchone()[0]


def take_back(window: Window) -> None:
    """Count once less."""
    Counter.objects.filter(key=window.key, number__gt=0).update(number=F("number") - 1)


def clear_ended(now: datetime) -> int:
    """Delete the counters of windows that are over; return how many."""
    return Counter.objects.filter(ends_at__lte=now).delete()[0]
