"""The demo's events lie on days on which people in Saxony work."""

from datetime import date, datetime, timedelta

import pytest

from home.demo.dates import Dates
from home.demo.working_days import easter_sunday, is_working_day, next_working_day

HOLIDAYS_2026 = [
    *("2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-25"),
    *("2026-10-31", "2026-11-18", "2026-12-25"),
]


@pytest.mark.parametrize(
    ("year", "day"), [(2024, "2024-03-31"), (2025, "2025-04-20"), (2026, "2026-04-05"), (2027, "2027-03-28")]
)
def test_easter_is_where_the_calendar_has_it(year, day):  # P10
    assert easter_sunday(year) == date.fromisoformat(day)


@pytest.mark.parametrize("day", HOLIDAYS_2026)
def test_nobody_is_invited_on_a_holiday_of_saxony(day):  # P10
    assert is_working_day(date.fromisoformat(day)) is False


def test_between_christmas_and_new_year_the_next_day_is_in_january():  # P10
    assert next_working_day(date(2026, 12, 24)) == date(2027, 1, 4)


def test_every_day_on_which_the_demo_is_loaded_leads_to_three_working_days_in_order():  # P10
    for offset in range(3 * 365):
        dates = Dates(datetime.fromisoformat("2026-01-01T12:00:00+00:00") + timedelta(days=offset))
        days = [dates.event_day(key) for key in ("open-1", "closed", "open-2")]
        assert ([is_working_day(day) for day in days], days) == ([True] * 3, sorted(set(days)))
