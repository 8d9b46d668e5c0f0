"""What waits for staff, on the first page of the admin: each part only for those who may see and do it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from cms.admin_routes.offers import is_open
from cms.mail.models import Mail, MailState
from cms.models import InvariantRun, User

from ..models.enums import EventStatus, SignupState
from ..models.event import Event
from ..models.signup import Signup
from ..signups.seats import Seats, seats_of
from .screens.permissions import AT_THE_DESK, CHANGE, DECIDE, VIEW, VIEW_MAILS, may_any
from .screens.signup_screen import list_url
from .waves.unconfirmed_waves import waves
from .writing.failed_mails import failed_mails, people_without_their_mail

LOOKS_AHEAD = timedelta(days=60)
# From so few free seats on an event is "soon full".
SOON_FULL_SHARE = 0.1
SOON_FULL_LEAST = 5
TASKS = (DECIDE, CHANGE, VIEW_MAILS)


@dataclass(frozen=True)
class Task:
    """One line: what waits, and the screen on which it is done."""

    sentence: str
    url: str
    icon: str


@dataclass(frozen=True)
class EventLine:
    event: Event
    seats: Seats
    url: str

    @property
    def is_soon_full(self) -> bool:
        few = max(SOON_FULL_LEAST, round(self.seats.capacity * SOON_FULL_SHARE))
        return not self.seats.is_full and self.seats.free <= few


class TasksPanel(Component):
    """Sign-ups to decide, mails that failed, waves of holds; or a kind word when nothing waits."""

    name = "signup_tasks"
    template_name = "events/admin/dashboard_tasks.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        return {"tasks": [*_to_decide(user), *_failed_mails(user), *_unreached(user), *_waves(user)]}


class SeatsPanel(Component):
    """The events to come with their free seats."""

    name = "event_seats"
    template_name = "events/admin/dashboard_seats.html"
    order = 60

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user, new = parent_context["request"].user, reverse("new_event")
        return {"lines": _event_lines(user), "new_url": new if is_open(user, new) else ""}


class InvariantsPanel(Component):
    """What the last nightly check found."""

    name = "invariants"
    template_name = "events/admin/dashboard_invariants.html"
    order = 400

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"run": InvariantRun.objects.first()}


def add_panels(request: HttpRequest, panels: list[Component]) -> None:
    """Put our panels on the first page of the admin (hook ``construct_homepage_panels``)."""
    user = request.user
    if user.has_perm(VIEW) and may_any(user, TASKS):
        panels.append(TasksPanel())
    if user.has_perm("events.view_event"):
        panels.append(SeatsPanel())
    if user.has_perm("cms.view_invariantrun"):
        panels.append(InvariantsPanel())


def _to_decide(user: User) -> list[Task]:
    if not user.has_perms([VIEW, DECIDE]):
        return []
    pending = Signup.objects.filter(state=SignupState.PENDING, event__ends_at__gt=timezone.now())
    pending = pending.exclude(event__status=EventStatus.CANCELLED).order_by("event__starts_at", "event_id")
    rows = pending.values("event_id", "event__name", "event__starts_at").annotate(count=Count("id"))
    return [
        Task(
            ngettext("%(count)d sign-up to decide: %(event)s", "%(count)d sign-ups to decide: %(event)s", row["count"])
            % {"count": row["count"], "event": row["event__name"]},
            list_url(event=row["event_id"], state=SignupState.PENDING.value),
            "list-ul",
        )
        for row in rows
    ]


def _failed_mails(user: User) -> list[Task]:
    if not user.has_perms([VIEW, VIEW_MAILS]):
        return []
    count = Mail.objects.filter(state=MailState.FAILED).count()
    if not count:
        return []
    text = ngettext(
        "%(count)d mail could not be delivered: please phone the person",
        "%(count)d mails could not be delivered: please phone these people",
        count,
    )
    return [Task(text % {"count": count}, reverse("failed_mails:index"), "mail")]


def _unreached(user: User) -> list[Task]:
    if not user.has_perms([VIEW, VIEW_MAILS]):
        return []
    count = len(people_without_their_mail(failed_mails()))
    if not count:
        return []
    text = ngettext(
        "%(count)d person has not got the mail about the sign-up",
        "%(count)d people have not got the mail about their sign-up",
        count,
    )
    return [Task(text % {"count": count}, reverse("failed_mails:index"), "warning")]


def _waves(user: User) -> list[Task]:
    if not user.has_perms([VIEW, CHANGE]):
        return []
    coming = list(Event.objects.filter(ends_at__gt=timezone.now()).order_by("starts_at", "pk"))
    unconfirmed = waves(coming)
    return [
        Task(
            ngettext(
                "%(count)d sign-up that nobody has confirmed, perhaps not by a person: %(event)s",
                "%(count)d sign-ups that nobody has confirmed, perhaps not by people: %(event)s",
                unconfirmed[event.pk],
            )
            % {"count": unconfirmed[event.pk], "event": event.name},
            reverse("signups:release", args=[event.pk]),
            "warning",
        )
        for event in coming
        if event.pk in unconfirmed
    ]


def _event_lines(user: User) -> list[EventLine]:
    now = timezone.now()
    events = Event.objects.published().filter(starts_at__gt=now, starts_at__lte=now + LOOKS_AHEAD)
    coming = list(events.exclude(status=EventStatus.CANCELLED).order_by("starts_at", "pk"))
    seats = seats_of(coming)
    is_clerk = may_any(user, AT_THE_DESK)
    return [
        EventLine(event, seats[event.pk], reverse("event_desk", args=[event.pk]) if is_clerk else "")
        for event in coming
    ]
