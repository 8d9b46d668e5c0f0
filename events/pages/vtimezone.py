"""The VTIMEZONE of a calendar: when the clocks change around its events (RFC 5545, 3.6.5)."""

from datetime import UTC, datetime, timedelta, tzinfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def timezone_component(zone: tzinfo, first: datetime, last: datetime) -> Timezone:
    """Return the component for ``zone`` with the change before ``first`` and all those until ``last``."""
    component = Timezone()
    component.add("tzid", str(zone))
    start = (first - 366 * DAY).astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    component.add_component(_observance(start, zone, start))
    for change in _changes(start, last.astimezone(UTC) + DAY, zone):
        component.add_component(_observance(change, zone, change - MINUTE))
    return component


def _changes(moment: datetime, end: datetime, zone: tzinfo) -> list[datetime]:
    changes = []
    while moment < end:
        if _offset(moment, zone) != _offset(moment + DAY, zone):
            changes.append(_first_minute(moment, zone))
        moment += DAY
    return changes


def _first_minute(moment: datetime, zone: tzinfo) -> datetime:
    before = _offset(moment, zone)
    while _offset(moment, zone) == before:
        moment += MINUTE
    return moment


def _observance(moment: datetime, zone: tzinfo, before: datetime) -> TimezoneStandard | TimezoneDaylight:
    local = moment.astimezone(zone)
    part = TimezoneDaylight() if local.dst() else TimezoneStandard()
    # The beginning is told by the clock as it went before.
    part.add("dtstart", moment.replace(tzinfo=None) + _offset(before, zone))
    part.add("tzoffsetfrom", _offset(before, zone))
    part.add("tzoffsetto", _offset(moment, zone))
    part.add("tzname", local.tzname())
    return part


def _offset(moment: datetime, zone: tzinfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
