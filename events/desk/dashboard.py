"""What staff see at a glance on the first page of the admin, below what waits for them."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component

from cms.admin_routes.offers import is_open
from cms.languages.core.admin_addresses import edit_url
from cms.models import InvariantRun, User

from ..models.event import Event
from .coming import coming_with_seats
from .screens.permissions import AT_THE_DESK, ENTER, VIEW, may_any


class SeatsPanel(Component):
    """The events to come with their free seats."""

    name = "event_seats"
    template_name = "events/admin/dashboard_seats.html"
    order = 60

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user, new = parent_context["request"].user, reverse("new_event")
        address, may_enter = _where_one_works(user), user.has_perms([VIEW, ENTER])
        lines = [
            {
                "coming": coming,
                "url": address(coming.event),
                "enter_url": reverse("signups:enter", args=[coming.event.pk])
                if may_enter and coming.event.signup_form_id
                else "",
            }
            for coming in coming_with_seats()
        ]
        return {"lines": lines, "new_url": new if is_open(user, new) else "", "may_enter": may_enter}


def _where_one_works(user: User) -> Callable[[Event], str]:
    """Return where this person goes on with an event: at the desk, or in the editor of its facts."""
    if may_any(user, AT_THE_DESK):
        return lambda event: reverse("event_desk", args=[event.pk])
    if user.has_perm("events.change_event"):
        return edit_url
    return lambda event: ""


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
    if user.has_perm("events.view_event"):
        panels.append(SeatsPanel())
    if user.has_perm("cms.view_invariantrun"):
        panels.append(InvariantsPanel())
