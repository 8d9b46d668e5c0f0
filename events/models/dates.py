"""The dates of an event, and what counts from them: nothing, as long as a postponed event has no new one."""

from datetime import UTC, datetime, timedelta

from django.db import models

from .enums import EventStatus

# What counts from the date of a postponed event rests: no deadline, no end and no erasing before there is a new date.
RESTS = datetime(9999, 1, 1, tzinfo=UTC)


class DatedQuerySet(models.QuerySet):
    def published(self):
        return self.filter(live=True)

    def not_over(self, now: datetime):
        return self.filter(not_over(now))

    def over(self, now: datetime):
        return self.exclude(not_over(now))

    def with_a_date(self):
        """Return all but those whose new date is not known yet."""
        return self.exclude(status=EventStatus.POSTPONED)


def not_over(now: datetime, prefix: str = "") -> models.Q:
    """Return the condition for events that are not over; ``prefix`` leads to them from other rows."""
    return models.Q(**{f"{prefix}ends_at__gt": now}) | models.Q(**{f"{prefix}status": EventStatus.POSTPONED})


class Dated(models.Model):
    """While an event is postponed its start and end are the former ones, which only say what is not true any more."""

    class Meta:
        abstract = True

    @property
    def has_a_date(self) -> bool:
        return self.status != EventStatus.POSTPONED

    def has_started(self, now: datetime) -> bool:
        return self.has_a_date and now >= self.starts_at

    def is_over(self, now: datetime) -> bool:
        return self.has_a_date and now >= self.ends_at

    @property
    def closes_at(self) -> datetime:
        return (self.signup_closes_at or self.starts_at) if self.has_a_date else RESTS

    @property
    def signup_ends_at(self) -> datetime:
        """When sign-up closes in fact: a start that was moved before the closing closes it too."""
        return min(self.closes_at, self.starts_at) if self.has_a_date else RESTS

    @property
    def cancellable_until(self) -> datetime:
        return (self.cancel_until or self.starts_at) if self.has_a_date else RESTS

    @property
    def erased_at(self) -> datetime:
        # A day is 24 hours, whichever zone the moment was written in: a form's knows summer time, the database's not.
        return self.ends_at.astimezone(UTC) + timedelta(days=self.retention_days) if self.has_a_date else RESTS

    @property
    def needs_erased_at(self) -> datetime:
        return self.ends_at.astimezone(UTC) + timedelta(days=self.needs_retention_days) if self.has_a_date else RESTS
