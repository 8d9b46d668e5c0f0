"""An event in numbers: when people signed up, in which languages, what became of it. Nothing about anybody."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext

from ...models.enums import HOLDING_A_SEAT, SignupState, StepKind
from ...models.event import Event
from ...models.signup import Signup, Step
from ...signups.columns.telling import language_name

# Fewer people of a language could be known by it: they are counted together.
FEWEST_OF_A_LANGUAGE = 5
# So many columns a picture can show; longer stories are told by the week.
MOST_DAYS = 60


@dataclass(frozen=True)
class Line:
    label: str
    number: int


@dataclass(frozen=True)
class Statistics:
    """``by_time`` are days, or weeks where they were too many; ``missing`` is None as long as the event is not over."""

    total: int
    by_time: list[Line]
    by_week: bool
    languages: list[Line]
    states: list[Line]
    confirmed: int
    attended: int
    missing: int | None
    given_back: int


def statistics_of(event: Event) -> Statistics:
    """Count an event's sign-ups, those whose data was erased too; four queries."""
    signups = Signup.objects.filter(event=event).order_by()
    days = dict(signups.annotate(day=TruncDate("created_at")).values_list("day").annotate(Count("pk")))
    states = dict(signups.values_list("state").annotate(Count("pk")))
    languages = dict(signups.values_list("language").annotate(Count("pk")))
    attended = signups.filter(attended_at__isnull=False).count()
    confirmed = states.get(SignupState.CONFIRMED, 0)
    by_week = bool(days) and (max(days) - min(days)).days >= MOST_DAYS
    return Statistics(
        total=sum(states.values()),
        by_time=_weeks(days) if by_week else _days(days),
        by_week=by_week,
        languages=_languages(languages),
        states=[Line(capfirst(str(state.label)), states[state]) for state in SignupState if states.get(state)],
        confirmed=confirmed,
        attended=attended,
        missing=confirmed - attended if event.is_over(timezone.now()) else None,
        given_back=_given_back(event),
    )


def _days(days: dict[date, int]) -> list[Line]:
    """Return each day from the first sign-up to the last one, also those on which nobody came."""
    if not days:
        return []
    first, last = min(days), max(days)
    all_days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [Line(date_format(day, "SHORT_DATE_FORMAT"), days.get(day, 0)) for day in all_days]


def _weeks(days: dict[date, int]) -> list[Line]:
    weeks: dict[date, int] = {}
    for day, number in days.items():
        monday = day - timedelta(days=day.weekday())
        weeks[monday] = weeks.get(monday, 0) + number
    first, last = min(weeks), max(weeks)
    mondays = [first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1)]
    return [Line(date_format(monday, "SHORT_DATE_FORMAT"), weeks.get(monday, 0)) for monday in mondays]


def _languages(numbers: dict[str, int]) -> list[Line]:
    """Return the languages, the most spoken first; what few speak is not named."""
    many = {code: number for code, number in numbers.items() if number >= FEWEST_OF_A_LANGUAGE}
    few = sum(numbers.values()) - sum(many.values())
    lines = [Line(language_name(code), number) for code, number in sorted(many.items(), key=lambda one: -one[1])]
    return [*lines, Line(gettext("Other languages"), few)] if few else lines


def _given_back(event: Event) -> int:
    """Return how often somebody had a seat and then had none."""
    steps = Step.objects.filter(signup__event=event, kind=StepKind.MOVED, from_state__in=HOLDING_A_SEAT)
    return steps.exclude(to_state__in=HOLDING_A_SEAT).count()
