"""Choosing an event, for a page: events of the same name are told apart by their day."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet


class WithStart:
    """The list of a chooser with the day of each event; the latest comes first."""

    ordering = ["-starts_at"]

    @property
    def columns(self) -> list[Column]:
        return [*super().columns, DateColumn("starts_at", label=_("Start"), sort_key=None)]


class EventChooseView(WithStart, ChooseView):
    pass


class EventChooseResultsView(WithStart, ChooseResultsView):
    pass


class EventChooserViewSet(SnippetChooserViewSet):
    choose_view_class = EventChooseView
    choose_results_view_class = EventChooseResultsView
