"""Drafts about to be released, on the first page of the admin."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from cms.languages.core.public_languages import public_languages

from ..files.release_summary import concerns, consequence
from ..models.publication import Publication
from ..visibility import may_change_publications

LOOKS_AHEAD = timedelta(days=30)
LOOKS_BACK = timedelta(days=7)


@dataclass(frozen=True)
class ReleaseLine:
    publication: Publication
    sentence: str
    concerns: list[str]
    url: str


class ReleasesPanel(Component):
    """What is released in the next 30 days, and what was in the last 7: who reads it, and what is missing."""

    name = "releases"
    template_name = "downloads/admin/dashboard_releases.html"
    order = 70

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        languages = public_languages()
        now = timezone.now()
        lines = [
            ReleaseLine(
                publication,
                consequence(publication, now),
                concerns(publication, languages),
                reverse("wagtailsnippets_downloads_publication:edit", args=[publication.pk]),
            )
            for publication in _near_releases()
        ]
        return {"lines": lines}


def add_panel(request: HttpRequest, panels: list) -> None:
    """Show the panel to those who work on drafts."""
    if may_change_publications(request.user):
        panels.append(ReleasesPanel())


def _near_releases() -> QuerySet[Publication]:
    now = timezone.now()
    near = Publication.objects.filter(release_at__gte=now - LOOKS_BACK, release_at__lte=now + LOOKS_AHEAD)
    return near.prefetch_related("files", "working_groups").order_by("release_at", "pk")
