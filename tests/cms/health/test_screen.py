"""The page on operation, and what administrators find on the first page of the admin."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.health.models import JobRun
from cms.to_dos.registry import Urgency, to_dos_of
from tests.builders import make_staff

pytestmark = pytest.mark.django_db
RIGHT = "cms.view_invariantrun"


def test_administrators_see_what_is_wrong_and_when_each_job_last_ran(client, settings):  # R6
    client.force_login(make_staff("admin", RIGHT))
    JobRun.objects.create(job=settings.WORKER_JOBS[0], done_at=timezone.now())
    response = client.get(reverse("health"))
    assert response.status_code == 200
    assert [trouble.name for trouble in response.context["troubles"]] == []
    assert [job for job, _run in response.context["jobs"]] == settings.WORKER_JOBS
    JobRun.objects.all().delete()
    page = client.get(reverse("health"))
    assert [trouble.name for trouble in page.context["troubles"]] == ["worker"]
    assert "Der Worker ist noch nie gelaufen" in page.content.decode()


def test_others_do_not(client):  # E6
    client.force_login(make_staff("clerk", "events.view_event"))
    assert client.get(reverse("health")).url == reverse("wagtailadmin_home")


@pytest.mark.parametrize(("permissions", "number"), [([RIGHT], 1), (["events.view_event"], 0)])
def test_it_is_the_first_thing_that_waits_for_administrators(permissions, number):  # E4 R9
    found = to_dos_of(make_staff("somebody", *permissions))
    assert [(to_do.url, to_do.urgency) for to_do in found] == [(reverse("health"), Urgency.OVERDUE)] * number
