"""All about one event's sign-ups on one screen, for the clerk: numbers, and the way to everything else."""

from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets.button import HeaderButton

from ..models.enums import SignupState
from ..models.erasing_dates import erasing_of, grace_of
from ..models.event import Event
from ..models.signup import Signup
from ..signups.reaching import unreached
from ..signups.seats import seats_of
from .needs.needs import needs_of
from .on_the_day.attendance import options_of
from .on_the_day.check_in import attendance
from .screens.desk_links import links_for
from .screens.event_screen import EventScreen
from .screens.names import start_of
from .screens.permissions import AT_THE_DESK, COUNT_NEEDS, VIEW, VIEW_MAILS, VIEW_NEEDS, may_any
from .screens.screen import Guarded
from .waves.list_summary import numbers_of


class EventDesksScreen(Guarded, BaseListingView):
    """All events with their numbers, the next one first; the past ones on a list of their own."""

    one_of = AT_THE_DESK
    page_title = _("Sign-up desk")
    header_icon = "calendar-check"
    index_url_name = "event_desks"
    paginate_by = 50
    verbose_name_plural = _("events")
    columns = [
        TitleColumn("name", label=_("Event"), get_url=lambda event: reverse("event_desk", args=[event.pk])),
        Column("starts_at", label=_("Start"), accessor=start_of),
        Column("taken", label=_("Seats taken")),
        Column("to_decide", label=_("To be decided")),
        Column("waiting", label=_("Waiting")),
    ]

    @property
    def shows_past(self) -> bool:
        return "past" in self.request.GET

    def get_page_subtitle(self) -> str:
        return gettext("Past events") if self.shows_past else ""

    def get_base_queryset(self) -> QuerySet[Event]:
        now = timezone.now()
        if self.shows_past:
            return Event.objects.over(now).order_by("-starts_at", "pk")
        return Event.objects.not_over(now).order_by("starts_at", "pk")

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if self.shows_past:
            return [HeaderButton(gettext("Upcoming events"), url=self.index_url, icon_name="calendar-alt")]
        return [HeaderButton(gettext("Past events"), url=f"{self.index_url}?past=1", icon_name="history")]

    def get_context_data(self, *args, **kwargs) -> dict:
        context = super().get_context_data(*args, **kwargs)
        _count(context["object_list"])
        return context


def _count(events: Any) -> None:
    """Put the numbers on the events of a list, with the same queries however many there are."""
    held = seats_of(list(events))
    pending = Signup.objects.filter(event__in=list(events), state=SignupState.PENDING).order_by()
    to_decide = dict(pending.values_list("event_id").annotate(Count("id")))
    for event in events:
        event.taken = taken_in_words(held[event.pk].held, event.capacity)
        event.to_decide = to_decide.get(event.pk, 0)
        event.waiting = held[event.pk].waiting


def taken_in_words(held: int, capacity: int) -> str:
    return pgettext("seats", "%(held)d of %(capacity)d") % {"held": held, "capacity": capacity}


class EventDeskScreen(EventScreen):
    one_of = AT_THE_DESK
    page_title = _("Sign-up desk")
    template_name = "events/admin/event_desk.html"

    def _without_their_mail(self) -> int:
        may_see = self.request.user.has_perms([VIEW, VIEW_MAILS])
        return unreached(timezone.now()).filter(event=self.event).count() if may_see else 0

    def get_page_title(self) -> str:
        return self.event.name

    def get_page_subtitle(self) -> str:
        return ""

    def way_here(self) -> list[dict]:
        return super().way_here()[:-1]

    def get_context_data(self, **kwargs) -> dict:
        user = self.request.user
        may_count_needs = may_any(user, (COUNT_NEEDS, VIEW_NEEDS))
        return super().get_context_data(
            numbers=numbers_of([self.event])[0],
            may_list=user.has_perm(VIEW),
            without_their_mail=self._without_their_mail(),
            attendance=attendance(self.event),
            needs=needs_of([self.event])[0] if may_count_needs and self.event.asks_needs else None,
            options=options_of(self.event),
            groups=links_for(user, self.event),
            has_started=self.event.has_started(timezone.now()),
            erased=erasing_of(self.event),
            grace=grace_of(self.event),
            **kwargs,
        )
