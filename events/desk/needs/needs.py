"""Access needs: how many people need what, for those who order help; and, with its own right, who needs what."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ...models.enums import ACTIVE, NeedKind, SignupState
from ...models.erasing_dates import erasing_of
from ...models.event import Event
from ...models.signup import Need
from ...signups import audit
from ...signups.columns.telling import kind_in_words, kinds_in_words, language_name
from ...signups.search_key import by_name
from ..screens.event_screen import EventScreen
from ..screens.permissions import COUNT_NEEDS, VIEW_NEEDS
from ..screens.screen import Screen

SOON = timedelta(days=7)


@dataclass(frozen=True)
class Line:
    """How many people need something: those who have a seat, and those who wait for one."""

    label: str
    with_seat: int
    waiting: int


@dataclass(frozen=True)
class OrderDate:
    """Until when help can be ordered, as a sentence; ``status`` is info, warning or critical."""

    status: str
    sentence: str


@dataclass(frozen=True)
class EventNeeds:
    event: Event
    order_date: OrderDate | None
    lines: list[Line]
    with_seat: int
    waiting: int


class NeedCountsScreen(Screen):
    """The numbers of all coming events, and nothing about the people."""

    one_of = (COUNT_NEEDS, VIEW_NEEDS)
    page_title = _("Access needs")
    header_icon = "group"
    template_name = "events/admin/need_counts.html"

    def get_context_data(self, **kwargs) -> dict:
        coming = Event.objects.not_over(timezone.now()).filter(asks_needs=True).order_by("starts_at", "pk")
        return super().get_context_data(
            counted=needs_of(list(coming)), may_view=self.request.user.has_perm(VIEW_NEEDS), **kwargs
        )


class EventNeedCountsScreen(EventScreen):
    """The numbers of one event, also when it is over."""

    one_of = (COUNT_NEEDS, VIEW_NEEDS)
    page_title = _("Access needs")
    header_icon = "group"
    template_name = "events/admin/need_counts.html"

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            counted=needs_of([self.event]), may_view=self.request.user.has_perm(VIEW_NEEDS), **kwargs
        )


class NeedDetailsScreen(EventScreen):
    """Who needs what: health data, so it has a right of its own and every look is logged."""

    required = (VIEW_NEEDS,)
    page_title = _("Who needs what")
    header_icon = "group"
    template_name = "events/admin/need_details.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        rows = Need.objects.filter(signup__event=self.event, signup__state__in=ACTIVE).select_related("signup")
        needs = list(rows.order_by(*by_name("signup__")))
        audit.note("needs", self.event, request.user, rows=len(needs))
        people = [{"need": need, "signup": need.signup, "kinds": kinds_in_words(need)} for need in needs]
        erased_at = erasing_of(self.event).needs if self.event.has_a_date else None
        return self.render_to_response(self.get_context_data(people=people, erased_at=erased_at))


def needs_of(events: list[Event]) -> list[EventNeeds]:
    """Return the numbers of each event, in one query however many events there are."""
    rows = Need.objects.filter(signup__event__in=events, signup__state__in=ACTIVE).values_list(
        "signup__event_id", "signup__state", "kinds", "interpreter_language"
    )
    asked: Counter[tuple[int, str, str, bool]] = Counter()
    people: Counter[tuple[int, bool]] = Counter()
    for event_id, state, kinds, language in rows:
        waits = state == SignupState.WAITING
        people[event_id, waits] += 1
        for kind in kinds:
            asked[event_id, kind, language if kind == NeedKind.INTERPRETER else "", waits] += 1
    today = timezone.localdate()
    return [
        EventNeeds(
            event=event,
            order_date=order_date(event.needs_order_by, today) if event.has_a_date else None,
            lines=_lines(event.pk, asked),
            with_seat=people[event.pk, False],
            waiting=people[event.pk, True],
        )
        for event in events
    ]


def order_date(day: date | None, today: date) -> OrderDate | None:
    """Return the day until which help can be ordered, in words, or None where nobody set one."""
    if day is None:
        return None
    left = (day - today).days
    if left < 0:
        return OrderDate("critical", gettext("The last day to order help is over."))
    if left == 0:
        return OrderDate("critical", gettext("Today is the last day to order help."))
    sentence = ngettext("%(days)d day is left to order help.", "%(days)d days are left to order help.", left) % {
        "days": left
    }
    return OrderDate("warning" if timedelta(days=left) <= SOON else "info", sentence)


def _lines(event_id: int, asked: Counter) -> list[Line]:
    found = sorted({(kind, language) for pk, kind, language, _waits in asked if pk == event_id}, key=_order)
    return [
        Line(
            label=kind_in_words(kind, language),
            with_seat=asked[event_id, kind, language, False],
            waiting=asked[event_id, kind, language, True],
        )
        for kind, language in found
    ]


def _order(entry: tuple[str, str]) -> tuple[int, str]:
    kind, language = entry
    return NeedKind.values.index(kind), language_name(language) if language else ""
