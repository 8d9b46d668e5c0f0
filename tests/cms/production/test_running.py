"""The operator reads what the one on call is told."""

from datetime import datetime

import pytest

from cms.health.trouble import Trouble
from cms.production.running import without_trouble

pytestmark = pytest.mark.django_db


def tired(now: datetime) -> list[Trouble]:
    return [Trouble("worker", f"Nothing was done in {now:%Z}.")]


def test_a_site_that_works_is_silent(settings):  # O6 R6
    settings.HEALTH_CHECKS = []
    assert list(without_trouble()) == []


def test_what_stands_still_is_told(settings):  # O6 R6
    settings.HEALTH_CHECKS = [f"{__name__}.tired"]
    assert list(without_trouble()) == ["Nothing was done in UTC."]


def test_a_site_whose_worker_never_ran_is_told_so():  # O6 R6
    assert len(list(without_trouble())) > 0
