"""How editors see the words of a mail before they are published: in a whole mail about an event."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail.models import Locale, PreviewableMixin

from .event import Event

EVENTS_TO_CHOOSE_FROM = 10
# The mails stand above the models: they enter here what shows one.
_shows: list[Callable] = []


def show_mail_texts_with(show: Callable[..., HttpResponse]) -> None:
    """Enter what renders a mail text as a mail: ``show(request, mail_text, event)``."""
    _shows[:] = [show]


class PreviewAsMail(PreviewableMixin):
    """Previews a mail text with the facts of an event; without an event there is no preview."""

    locale_id: int | None

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """The events of late and to come, the last one first."""
        events = Event.objects.order_by("-starts_at", "-pk").only("pk", "name")[:EVENTS_TO_CHOOSE_FROM]
        return [(str(event.pk), event.name) for event in events]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Return the mail as a reader gets it, about the event ``mode_name``. Raises PermissionDenied."""
        if not self.locale_id:
            # Not saved yet, and so in the language in which everything begins.
            self.locale = Locale.get_default()
        if mode_name not in dict(self.preview_modes):
            # As Wagtail answers where there is nothing to choose.
            raise PermissionDenied
        return _shows[0](request, self, Event.objects.get(pk=mode_name))
