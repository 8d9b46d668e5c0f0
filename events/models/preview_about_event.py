"""How editors see what has no page of its own before it is published: in what readers get about an event."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from wagtail.models import Locale, PreviewableMixin

from cms.ground.shown_drafts import shown_by

from .event import Event

EVENTS_TO_CHOOSE_FROM = 10


class PreviewAboutAnEvent(PreviewableMixin):
    """Previews a draft with the facts of an event, by ``show(request, draft, event, variant)``."""

    locale_id: int | None
    # How else it may look: the key and the words behind the name of the event.
    preview_variants: tuple[tuple[str, str | Promise], ...] = ()

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """The events of late and to come, the last one first, each in all variants."""
        events = Event.objects.order_by("-starts_at", "-pk").only("pk", "name")[:EVENTS_TO_CHOOSE_FROM]
        return [
            (f"{event.pk}-{key}" if key else str(event.pk), f"{event.name}: {words}" if key else event.name)
            for event in events
            for key, words in (("", ""), *self.preview_variants)
        ]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Return what a reader gets about the event of ``mode_name``. Raises PermissionDenied."""
        if not self.locale_id:
            # Not saved yet, and so in the language in which everything begins.
            self.locale = Locale.get_default()
        if mode_name not in dict(self.preview_modes):
            # As Wagtail answers where there is nothing to choose.
            raise PermissionDenied
        pk, _dash, variant = mode_name.partition("-")
        return shown_by(self)(request, self, Event.objects.get(pk=pk), variant)
