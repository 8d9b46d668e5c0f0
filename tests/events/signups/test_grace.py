"""Erasing never follows from a mistake made today: every date stands for a week first."""

import subprocess
import sys
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from events.models import Event, Signup
from events.signups import facts_published
from events.signups.announcing import announce_due
from events.signups.erasing import erase_due
from tests.builders import BERLIN, change_facts, make_event_row, signed_up_and_confirmed
from tests.databases import ROOT, process_environment
from tests.events.consequences.asking import EDIT, chief_editor, typed
from tests.events.signups import erasing_story

# A sample of the combinations of roads, ends and periods, and all of them.
SAMPLE = ("step", "stories"), [(7, 21), pytest.param(1, 144, marks=pytest.mark.long)]


@pytest.mark.django_db
@pytest.mark.parametrize(*SAMPLE)
def test_nothing_is_erased_within_a_week_of_any_change_on_any_road(step, stories):  # S20 E9
    assert erasing_story.run(step) == stories


@pytest.mark.postgres
@pytest.mark.parametrize(*SAMPLE)
def test_nothing_is_erased_within_a_week_on_postgresql_either(postgres_url, tmp_path, step, stories):  # S20 E9
    done = subprocess.run(
        [sys.executable, "-m", "tests.events.signups.erasing_story", str(step)],
        cwd=ROOT,
        env=process_environment(postgres_url, tmp_path),
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout.splitlines()[-2:]) == (0, [str(stories), "postgresql"]), (
        done.stdout + done.stderr
    )


@pytest.mark.django_db
def test_a_mistyped_month_is_refused_at_the_field_and_erases_nobody():  # E9 S20
    with time_machine.travel(datetime(2026, 11, 27, 12, tzinfo=BERLIN), tick=False):
        start = datetime(2026, 12, 26, 10, tzinfo=BERLIN)
        event = make_event_row(starts_at=start, ends_at=start + timedelta(hours=6))
        facts_published(event.pk)
        for number in range(12):
            signed_up_and_confirmed(event, number)
        leitung = chief_editor()
        past = {"starts_at": start.replace(month=8), "ends_at": start.replace(month=8) + timedelta(hours=6)}
        url = reverse(EDIT, args=[event.pk])
        with TestCase.captureOnCommitCallbacks(execute=True):
            response = leitung.post(url, {**typed(event, **past), "action-publish": "1"})
        form = response.context["form"]
        assert (sorted(form.errors), form["starts_at"].value()) == (["ends_at", "starts_at"], "2026-08-26 10:00:00")
        assert (announce_due(timezone.now()), erase_due(timezone.now())) == (0, 0)
    assert Event.objects.get().starts_at == start
    assert Signup.objects.filter(anonymised_at__isnull=True, state="confirmed").count() == 10


@pytest.mark.django_db
def test_the_desk_says_when_data_is_erased_and_why_not_earlier(django_user_model):  # S20
    from tests.events.desk.people import logged_in, make_clerk

    event = make_event_row(starts_at=timezone.now() - timedelta(days=9), ends_at=timezone.now() - timedelta(days=8))
    change_facts(event, retention_days=1, needs_retention_days=1)
    desk = logged_in(make_clerk())
    page = desk.get(reverse("event_desk", args=[event.pk])).content.decode()
    day = timezone.localdate(timezone.now() + timedelta(days=7))
    assert f"because the date changed on {timezone.localdate():%-d %B %Y}" in page
    assert f"{day:%-d %B %Y}" in page
