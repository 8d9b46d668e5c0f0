"""The list of what waits, first on the first page of the admin, and what it makes superfluous there."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel

from .registry import to_dos_of

# Their lines stand in ours.
SAID_IN_OURS = (UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel)


class ToDoPanel(Component):
    """Everything that waits for this user; a kind word when nothing does."""

    name = "to_dos"
    template_name = "to_dos/panel.html"
    order = 10

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        to_dos = to_dos_of(parent_context["request"].user)
        return {"to_dos": to_dos, "has_steps": any(to_do.steps for to_do in to_dos)}


def put_to_dos_first(request: HttpRequest, panels: list[Component]) -> None:
    """Put our list in the place of Wagtail's own (hook ``construct_homepage_panels``)."""
    panels[:] = [ToDoPanel(), *(panel for panel in panels if not isinstance(panel, SAID_IN_OURS))]
