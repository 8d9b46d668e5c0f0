"""The goals of the action plan that belong to a field of action, or that an event has led to."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from cms.languages.reading.or_german import own_or_german
from cms.languages.reading.reachable import reachable_pages
from events.pages.outcomes import Outcome

from .models.action_plan import ActionPlanPage, goal_anchor

Value = dict[str, Any]


def goals_of_field(request: HttpRequest, field: Page) -> list[Outcome]:
    """Return the goals whose field of action this page is, in its language or in German. It costs the same for any."""
    return _goals(request, field, lambda goal: {goal["field_of_action"]})


def goals_of_event(request: HttpRequest, event_page: Page) -> list[Outcome]:
    """Return the goals that name this page among the events that led to them."""
    return _goals(request, event_page, lambda goal: {item["value"] for item in goal["events"]})


def _goals(request: HttpRequest, page: Page, named: Callable[[Value], set[int]]) -> list[Outcome]:
    reachable = reachable_pages(request)
    # A translated plan may still name the German page.
    keys = set(Page.objects.filter(translation_key=page.translation_key).values_list("pk", flat=True))
    plans = own_or_german(ActionPlanPage.objects.live(), page.locale).order_by("path")
    return [
        Outcome(
            goal["value"]["title"],
            f"{reachable.url(plan)}#{goal_anchor(goal['id'])}",
            is_only_german=plan.locale_id != page.locale_id,
        )
        for plan in plans
        if reachable.includes(plan)
        # The stored values hold ids; asking the blocks for pages would cost a query for each plan.
        for goal in plan.goals.raw_data
        if named(goal["value"]) & keys
    ]
