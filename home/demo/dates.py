"""The case's dates, shifted so that visitors of the demo can sign up."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format

from .working_days import next_working_day

# The event that is over, with its results
PAST = "kickoff"
DAYS_SINCE_PAST = 75
DAYS_TO_FIRST = 18
# Between the first open event and the others lie as many days as in the real case of 2021, or a few more.
DAYS_TO_CLOSED = 6
DAYS_TO_SECOND_OPEN = 21
WAIT_FOR_THE_PLAN = timedelta(days=28)
FIRST_HOUR = 10
# The history stays as it is.
FIRST_STRUCTURE_AT = datetime(2019, 9, 16, 10, tzinfo=ZoneInfo(settings.TIME_ZONE))
FINAL_STRUCTURE_AT = datetime(2020, 6, 15, 10, tzinfo=ZoneInfo(settings.TIME_ZONE))


@dataclass(frozen=True)
class Dates:
    """All dates of the demo, counted from the moment at which it is loaded."""

    loaded_at: datetime

    @property
    def release_at(self) -> datetime:
        """When the second draft came out: an hour ago."""
        return self.loaded_at - timedelta(hours=1)

    @property
    def first_draft_at(self) -> datetime:
        return self.release_at - timedelta(days=60)

    def event_day(self, key: str) -> date:
        """Return the day of an event: working days, the first of those to come in about three weeks."""
        if key == PAST:
            return next_working_day(timezone.localdate(self.loaded_at) - timedelta(days=DAYS_SINCE_PAST))
        first = next_working_day(timezone.localdate(self.loaded_at) + timedelta(days=DAYS_TO_FIRST))
        days = {"open-1": 0, "closed": DAYS_TO_CLOSED, "open-2": DAYS_TO_SECOND_OPEN}[key]
        return next_working_day(first + timedelta(days=days))

    @property
    def plan_release_at(self) -> datetime:
        """When the draft of the action plan will come out: on a working day, four weeks after the last event."""
        day = next_working_day(self.event_day("open-2") + WAIT_FOR_THE_PLAN)
        return datetime.combine(day, time(FIRST_HOUR), ZoneInfo(settings.TIME_ZONE))

    def event_moment(self, key: str, hour: int) -> datetime:
        """Return a full hour of the event's day, in the city's time."""
        return datetime.combine(self.event_day(key), time(hour), ZoneInfo(settings.TIME_ZONE))

    def by_placeholder(self) -> dict[str, date]:
        """Return the days that the texts name, by the placeholder that stands for them."""
        return {
            "{release_date}": timezone.localdate(self.release_at),
            "{update_date}": timezone.localdate(self.release_at) - timedelta(days=45),
            "{plan_release_date}": self.plan_release_at.date(),
            "{kickoff_date}": self.event_day(PAST),
            "{open_1_date}": self.event_day("open-1"),
            "{closed_date}": self.event_day("closed"),
            "{open_2_date}": self.event_day("open-2"),
        }

    def fill(self, text: str, language: str) -> str:
        """Put the dates into a text, written as its language writes them."""
        for placeholder, day in self.by_placeholder().items():
            if placeholder in text:
                with translation.override(language):
                    text = text.replace(placeholder, date_format(day, "DATE_FORMAT"))
        return text
