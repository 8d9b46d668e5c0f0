"""Choosing an event, for a page: events of the same name are told apart by their day."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn

from cms.admin_routes.offers import is_open
from cms.ground.chooser import OfferingChooseResultsView, OfferingChooserViewSet, OfferingChooseView


class WithStart:
    """The list of a chooser with the day of each event; the latest comes first."""

    ordering = ["-starts_at"]

    @property
    def columns(self) -> list[Column]:
        return [*super().columns, DateColumn("starts_at", label=_("Start"), sort_key=None)]

    def add_url(self, request: HttpRequest) -> str:
        """Lead to the guided way, for those who may go it."""
        url = reverse("new_event")
        return url if is_open(request.user, url) else super().add_url(request)


class EventChooseView(WithStart, OfferingChooseView):
    pass


class EventChooseResultsView(WithStart, OfferingChooseResultsView):
    pass


class EventChooserViewSet(OfferingChooserViewSet):
    choose_view_class = EventChooseView
    choose_results_view_class = EventChooseResultsView
