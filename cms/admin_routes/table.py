"""The table itself: the rows of all rooms, by route."""

from functools import cache
from importlib import import_module

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.urls import ResolverMatch

from .rules import Rule

UNKNOWN = Rule("in no row", ())
BULK_ACTION = "wagtail_bulk_action"


@cache
def table() -> dict[str, Rule]:
    """Return the rule of each route; the modules that ``ADMIN_ROUTES`` names hold the rows."""
    rules: dict[str, Rule] = {}
    for module in settings.ADMIN_ROUTES:
        for rule in import_module(module).RULES:
            for route in rule.routes:
                if route in rules:
                    raise ImproperlyConfigured(f"Two rows of the admin's routes name {route}.")
                rules[route] = rule
    return rules


def route_name(match: ResolverMatch) -> str:
    """Return how the table calls a route: its name, without one its pattern; a bulk action with model and action."""
    if match.url_name is None:
        return match.route
    if match.view_name == BULK_ACTION:
        return bulk_route(**match.kwargs)
    return match.view_name


def bulk_route(app_label: str, model_name: str, action: str) -> str:
    return f"{BULK_ACTION} {app_label}.{model_name} {action}"


def rule_for(match: ResolverMatch) -> Rule:
    return table().get(route_name(match), UNKNOWN)
