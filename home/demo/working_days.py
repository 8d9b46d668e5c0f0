"""On which days a city in Saxony invites people: on working days, and not between Christmas and New Year."""

from datetime import date, timedelta

SATURDAY = 5
WEDNESDAY = 2
FIXED = {(1, 1), (5, 1), (10, 3), (10, 31)}
CLOSED = {(12, day) for day in range(24, 32)}
# Good Friday, Easter Monday, Ascension Day and Whit Monday, counted from Easter Sunday
AFTER_EASTER = (-2, 1, 39, 50)


def next_working_day(day: date) -> date:
    """Return the day itself, or the first working day after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def is_working_day(day: date) -> bool:
    """Return whether people work in Saxony on a day, and are not away over Christmas."""
    if day.weekday() >= SATURDAY or (day.month, day.day) in FIXED | CLOSED:
        return False
    return (day - easter_sunday(day.year)).days not in AFTER_EASTER and day != _repentance_day(day.year)


def easter_sunday(year: int) -> date:
    """Return the day by the rule of Gauss as Butcher wrote it down for the Gregorian calendar."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _repentance_day(year: int) -> date:
    """Return the Wednesday before 23 November."""
    last = date(year, 11, 22)
    return last - timedelta(days=(last.weekday() - WEDNESDAY) % 7)
