"""The list of all sign-ups, over all languages."""

from typing import Any

from django.db.models import QuerySet
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import (
    BaseColumn,
    BulkActionsCheckboxColumn,
    Column,
    DateColumn,
    StatusTagColumn,
    TitleColumn,
)
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import HeaderButton, ListingButton

from cms.ground.private_search import PrivateSearchView

from ...models.enums import SignupState
from ...models.event import Event
from ...models.signup import Signup
from ...signups import audit, obstacles
from ...signups.search_key import by_name, stand_in
from ..screens.names import name_of
from ..screens.permissions import CHANGE, DECIDE, ENTER
from ..waves.list_summary import events_to_come, numbers_of
from .signup_filters import DECIDE as TO_DECIDE

# What stands in the address of a list that is sorted by name.
BY_NAME = "family_name"


class SignupIndexView(PrivateSearchView, IndexView):
    """The list; above it stand the seats and the states of the event that is chosen, or of all that are to come."""

    any_permission_required = ["view"]
    page_title = _("Sign-ups")
    template_name = "events/admin/signups.html"
    results_template_name = "events/admin/signups_results.html"

    def get_context_data(self, *args, **kwargs) -> dict:
        context = super().get_context_data(*args, **kwargs)
        event = self.chosen_event
        numbers = numbers_of([event] if event else events_to_come())
        context["event"] = event
        context["numbers"] = numbers[0] if event else None
        context["coming"] = [] if event else numbers
        context["bulk_buttons"] = self.bulk_buttons
        context["can_change"] = self.request.user.has_perm(CHANGE)
        audit.note_looked_at({signup.event for signup in context["object_list"]}, self.request.user)
        return context

    def get_page_subtitle(self) -> str:
        return str(self.chosen_event) if self.chosen_event else ""

    @cached_property
    def chosen_event(self) -> Event | None:
        return self.filters.form.cleaned_data.get("event") if self.filters and self.filters.is_valid() else None

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        user, event, buttons = self.request.user, self.chosen_event, []
        if user.has_perm(ENTER):
            url = reverse("signups:enter", args=[event.pk]) if event else reverse("signups:choose_event")
            buttons.append(HeaderButton(gettext("Enter a sign-up"), url=url, icon_name="plus"))
        if event:
            url = reverse("event_desk", args=[event.pk])
            buttons.append(HeaderButton(gettext("Sign-up desk"), url=url, icon_name="calendar-check"))
        return buttons

    @cached_property
    def bulk_buttons(self) -> list[ListingButton]:
        actions = bulk_action_registry.get_bulk_actions_for_model("events", "signup")
        return [
            ListingButton(
                action.display_name,
                reverse("wagtail_bulk_action", args=["events", "signup", action.action_type]),
                attrs={"aria-label": action.aria_label, "data-bulk-action-button": ""},
                priority=action.action_priority,
                classname=" ".join([*action.classes, "bulk-action-btn"]),
            )
            for action in sorted(actions, key=lambda action: action.action_priority)
            if self.request.user.has_perm(action.permission)
        ]

    @cached_property
    def columns(self) -> list[Column]:
        boxes = [BulkActionsCheckboxColumn("bulk_actions", obj_type="signup")] if self.bulk_buttons else []
        between = [ORGANISATION, SEAT, SOURCE] if self.chosen_event else [EVENT]
        approve = [ApproveColumn("approve", label=_("Decide"))] if self.is_about_deciding else []
        return [*boxes, NAME, *approve, EMAIL, *between, LANGUAGE, STATE, CREATED]

    @property
    def is_about_deciding(self) -> bool:
        """Whether the list is narrowed down to what is to be decided, by somebody who may."""
        chosen = SignupState.PENDING in self.request.GET.getlist("state") or self.request.GET.get("task") == TO_DECIDE
        return chosen and self.request.user.has_perm(DECIDE)

    def search_queryset(self, queryset: QuerySet[Signup]) -> QuerySet[Signup]:
        return queryset.filter(stand_in(self.search_query)) if self.is_searching else queryset

    def order_queryset(self, queryset: QuerySet[Signup]) -> QuerySet[Signup]:
        if self.ordering in (BY_NAME, f"-{BY_NAME}"):
            return queryset.order_by(*by_name(backwards=self.ordering.startswith("-")))
        return super().order_queryset(queryset)


class ApproveColumn(BaseColumn):
    """A button that approves with one click, where there is something to decide."""

    cell_template_name = "events/admin/approve_cell.html"

    def get_cell_context_data(self, instance: Signup, parent_context: Any) -> dict[str, Any]:
        may_approve = obstacles.to_deciding(instance.event, instance, timezone.now()) is None
        url = reverse("signups:approve", args=[instance.pk]) if may_approve else ""
        token = get_token(parent_context["request"])
        return {**super().get_cell_context_data(instance, parent_context), "url": url, "csrf_token": token}


def _seat(signup: Signup) -> str:
    if signup.is_exception:
        return gettext("%(number)d, beyond the capacity") % {"number": signup.seat_no}
    return str(signup.seat_no or "")


NAME = TitleColumn(
    "name",
    label=_("Name"),
    accessor=name_of,
    sort_key=BY_NAME,
    get_url=lambda signup: reverse("signups:detail", args=[signup.pk]),
    get_title_id=lambda signup: f"signup_{signup.pk}_title",
)
EMAIL = Column("email", label=_("E-mail"), sort_key="email")
EVENT = Column("event", label=_("Event"), sort_key="event__name")
ORGANISATION = Column("organisation", label=_("Organisation"), sort_key="organisation")
SEAT = Column("seat_no", label=_("Seat"), accessor=_seat, sort_key="seat_no")
SOURCE = Column("source", label=_("Came by"), accessor="get_source_display", sort_key="source")
LANGUAGE = Column("language", label=_("Language"), accessor="get_language_display", sort_key="language")
STATE = StatusTagColumn(
    "state",
    label=_("State"),
    accessor="get_state_display",
    sort_key="state",
    primary=lambda signup: signup.state == SignupState.PENDING,
)
CREATED = DateColumn("created_at", label=_("Signed up at"), sort_key="created_at")
