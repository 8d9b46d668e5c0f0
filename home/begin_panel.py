"""What editors begin most often, on the first page of the admin."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from .models.news import NewsIndexPage


class BeginPanel(Component):
    """A button for a new update; the one for a new event stands below the events."""

    name = "begin"
    template_name = "home/begin_panel.html"
    order = 55

    def __init__(self, url: str) -> None:
        self.url = url

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"new_update_url": self.url}


def add_begin_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Put it there for those who may write an update (hook ``construct_homepage_panels``)."""
    lists = page_permission_policy.instances_user_has_permission_for(request.user, "add")
    german = NewsIndexPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE, pk__in=lists.values("pk"))
    if found := german.values_list("pk", flat=True).first():
        panels.append(BeginPanel(reverse("wagtailadmin_pages:add", args=["home", "newspage", found])))
