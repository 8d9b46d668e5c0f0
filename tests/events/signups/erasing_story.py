"""Whatever becomes live now, on whatever road: nothing is erased within a week; run by test_grace.py.

python -m tests.events.signups.erasing_story STEP
"""

import os
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import product

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    django.setup()

import time_machine
from django.db import connection
from django.utils import timezone

from cms.ground.publish_refusal import PublishRefused
from events.models import Event, Need, Signup
from events.signups import Needs
from events.signups.erasing import erase_due
from events.signups.invariants.retention import kept_or_left_over
from tests.builders import change_facts, make_event_row, signed_up_and_confirmed
from tests.events.signups.machine import rolled_back

WEEK = timedelta(days=7)
ENDS_IN_DAYS = (-400, -61, -8, -1, 1, 20)
KEPT_FOR_DAYS = ((1, 0), (7, 7), (60, 0), (60, 7))


def publish(event: Event, **facts) -> None:
    """Where the past is refused, nothing changes."""
    try:
        change_facts(event, **facts)
    except PublishRefused:
        assert facts["ends_at"] <= timezone.now()


def save(event: Event, **facts) -> None:
    for name, value in facts.items():
        setattr(event, name, value)
    event.save()


def write(event: Event, **facts) -> None:
    """Past every method of ours."""
    Event.objects.filter(pk=event.pk).update(**facts)


ROADS: list[Callable[..., None]] = [publish, save, write]
# The event is still to come, or over since ten days.
STARTS = (timedelta(days=26), timedelta(days=-10))


def run(step: int) -> int:
    """Go through every combination, or every seventh where ``step`` is 7, and return how many there were."""
    stories = list(product(STARTS, ROADS, ENDS_IN_DAYS, KEPT_FOR_DAYS))[::step]
    for story in stories:
        with rolled_back():
            _tell(*story)
    return len(stories)


def _tell(start: timedelta, road: Callable[..., None], ends_in: int, kept: tuple[int, int]) -> None:
    now = timezone.now().replace(microsecond=0)
    with time_machine.travel(min(now, now + start) - timedelta(days=20), tick=False):
        event = make_event_row(starts_at=now + start, ends_at=now + start + timedelta(hours=6))
        signed_up_and_confirmed(event, needs=Needs(("step_free",)))
    with time_machine.travel(now, tick=False):
        ends_at = now + timedelta(days=ends_in)
        facts = {"starts_at": ends_at - timedelta(hours=6), "ends_at": ends_at}
        road(event, **facts, retention_days=kept[0], needs_retention_days=kept[1])
        erased = erase_due(timezone.now())
    story = f"{road.__name__} {start} {ends_in} {kept}"
    assert erased == 0, story
    _look(now + WEEK - timedelta(seconds=1), story)
    event = Event.objects.get(pk=event.pk)
    end = max(event.erased_at, now + WEEK)
    with time_machine.travel(end, tick=False):
        erase_due(timezone.now())
        assert Signup.objects.get(event=event).anonymised_at is not None, story
        assert (Need.objects.count(), list(kept_or_left_over())) == (0, []), story


def _look(moment: datetime, story: str) -> None:
    with time_machine.travel(moment, tick=False):
        assert erase_due(timezone.now()) == 0, story
        # With a day for a worker that stood still.
        assert list(kept_or_left_over()) == [], story


if __name__ == "__main__":
    print(run(int(sys.argv[1])))
    print(connection.vendor)
