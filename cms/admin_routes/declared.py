"""Which routes and actions in bulk the admin of this site has."""

from collections.abc import Iterator

from django.urls import URLPattern, get_resolver
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from ..ground.admin_prefix import admin_prefix
from .table import BULK_ACTION, bulk_route


def routes_of_the_admin() -> list[str]:
    """Return every route of the admin as the table calls it, and every action in bulk."""
    found = dict.fromkeys(_routes(get_resolver().url_patterns, "", ()))
    del found[BULK_ACTION]
    return sorted([*found, *_bulk_actions()])


def _routes(patterns: list, above: str, namespaces: tuple[str, ...]) -> Iterator[str]:
    for pattern in patterns:
        route = above + str(pattern.pattern)
        if not isinstance(pattern, URLPattern):
            inside = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _routes(pattern.url_patterns, route, inside)
        elif route.startswith(admin_prefix()):
            yield ":".join([*namespaces, pattern.name]) if pattern.name else route


def _bulk_actions() -> Iterator[str]:
    # Asking for one model's makes Wagtail read them all.
    bulk_action_registry.get_bulk_actions_for_model("wagtailcore", "page")
    for app_label, models in bulk_action_registry.actions.items():
        for model_name, actions in models.items():
            for action in actions:
                yield bulk_route(app_label, model_name, action)
