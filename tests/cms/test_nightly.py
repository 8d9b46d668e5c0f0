"""The nightly check of the invariants: once a day, after three, by whichever worker is first."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cms import nightly
from cms.models import InvariantRun

pytestmark = pytest.mark.django_db
ASKED: list[str] = []


def sound():
    ASKED.append("asked")
    return iter(())


def broken():
    return iter(["Seat 3 is held twice.", "Event abc has no seat book."])


@pytest.fixture(autouse=True)
def checks(settings):
    ASKED.clear()
    settings.INVARIANT_CHECKS = ["tests.cms.test_nightly.sound"]
    return settings


def run(text):
    return nightly.check_invariants_tonight(datetime.fromisoformat(text).replace(tzinfo=UTC))


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        # winter: one hour ahead of UTC
        ("2026-11-22T01:59", None),
        ("2026-11-22T02:00", date(2026, 11, 22)),
        ("2026-11-21T23:30", None),
        # summer: two hours
        ("2026-07-01T00:59", None),
        ("2026-07-01T01:00", date(2026, 7, 1)),
        # the night in which two o'clock is followed by three
        ("2027-03-28T00:59", None),
        ("2027-03-28T01:00", date(2027, 3, 28)),
        # the night that has the hour after two twice
        ("2026-10-25T01:30", None),
        ("2026-10-25T02:00", date(2026, 10, 25)),
    ],
)
def test_it_runs_after_three_in_the_citys_time(moment, day):  # S21, R7
    run(moment)
    assert [row.day for row in InvariantRun.objects.all()] == [day] * bool(day)


@pytest.mark.parametrize("day", ["2026-11-22", "2027-03-28", "2026-10-25"])
def test_it_runs_once_a_day_however_often_the_worker_asks(day):  # S21, R7
    start = datetime.fromisoformat(f"{day}T00:00").replace(tzinfo=UTC)
    for minutes in range(0, 21 * 60, 30):
        nightly.check_invariants_tonight(start + timedelta(minutes=minutes))
    assert (len(ASKED), InvariantRun.objects.count()) == (1, 1)


def test_of_two_workers_that_ask_at_once_the_first_answer_stays(checks):  # S21, R3
    def the_other_worker_is_faster():
        InvariantRun.objects.create(day=date(2026, 11, 22), sentences=["First."])
        return iter(["Second."])

    globals()["faster"] = the_other_worker_is_faster
    checks.INVARIANT_CHECKS = ["tests.cms.test_nightly.faster"]
    assert run("2026-11-22T05:00") == 1
    assert [row.sentences for row in InvariantRun.objects.all()] == [["First."]]


def test_what_is_broken_is_kept_in_sentences(checks):  # S21
    checks.INVARIANT_CHECKS = ["tests.cms.test_nightly.sound", "tests.cms.test_nightly.broken"]
    assert run("2026-11-22T05:00") == 2
    assert InvariantRun.objects.get().sentences == ["Seat 3 is held twice.", "Event abc has no seat book."]


def test_only_the_last_thirty_nights_are_kept():  # S20
    for number in range(40):
        run((datetime(2026, 10, 1, 5) + timedelta(days=number)).isoformat())
    days = list(InvariantRun.objects.values_list("day", flat=True))
    assert (len(days), days[0]) == (30, date(2026, 11, 9))


def test_a_check_that_fails_is_tried_again_in_the_next_round(checks):  # S21
    checks.INVARIANT_CHECKS = ["tests.cms.test_nightly.missing"]
    with pytest.raises(ImportError):
        run("2026-11-22T05:00")
    assert InvariantRun.objects.count() == 0
    checks.INVARIANT_CHECKS = ["tests.cms.test_nightly.sound"]
    run("2026-11-22T05:01")
    assert InvariantRun.objects.count() == 1
