"""How drafts are shown to editors that have no page of their own: who makes what readers get of them enters it here.

The models lie below all that is made of them, so they can't name it.
"""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.models import PreviewableMixin

_shows: dict[type[models.Model], Callable[..., HttpResponse]] = {}


def show_drafts_with(model: type[models.Model], show: Callable[..., HttpResponse]) -> None:
    """Enter what shows a draft of ``model``; what it is called with says the mixin of the model."""
    _shows[model] = show


def shown_by(draft: models.Model) -> Callable[..., HttpResponse]:
    """Return what was entered for the model of this draft. Raises KeyError."""
    return _shows[type(draft)]


class ShownToEditors(PreviewableMixin):
    """Previews a draft by what was entered for it: ``show(request, draft, mode)``."""

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Return what readers get of the draft, in this mode. Raises PermissionDenied."""
        if mode_name not in dict(self.preview_modes):
            # As Wagtail answers where there is nothing to choose.
            raise PermissionDenied
        return shown_by(self)(request, self, mode_name)
