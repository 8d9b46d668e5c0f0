"""A screen about one event's sign-ups."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext

from ...models.event import Event
from .screen import Screen


class EventScreen(Screen):
    """A screen about ``self.event``."""

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.event = get_object_or_404(Event.objects.select_related("venue", "signup_form"), pk=kwargs["pk"])

    @property
    def desk_url(self) -> str:
        return reverse("event_desk", args=[self.event.pk])

    def get_page_subtitle(self) -> str:
        return self.event.name

    def way_here(self) -> list[dict]:
        return way_to(self.event)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(event=self.event, desk_url=self.desk_url, **kwargs)


def way_to(event: Event) -> list[dict]:
    """Return the breadcrumbs from the dashboard to all about this event's sign-ups."""
    return [
        {"url": reverse("event_desks"), "label": gettext("Sign-up desk")},
        {"url": reverse("event_desk", args=[event.pk]), "label": event.name},
    ]
