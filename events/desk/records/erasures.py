"""The diary of erasures: what was erased, when and why; to read only."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView

from ...models.enums import ErasedThing, ErasureCause
from ...models.erasure import Erasure
from ...models.event import Event
from ..screens.event_filter import DatedEventFilter
from ..screens.list_viewset import ListViewSet
from ..screens.names import staff_name


class ErasureFilterSet(WagtailFilterSet):
    event = DatedEventFilter(queryset=Event.objects.order_by("-starts_at"), label=_("Event"))
    thing = django_filters.ChoiceFilter(choices=ErasedThing.choices, label=_("Erased"))
    cause = django_filters.ChoiceFilter(choices=ErasureCause.choices, label=_("Because"))
    at = django_filters.DateFromToRangeFilter(label=_("At"), widget=DateRangePickerWidget)

    class Meta:
        model = Erasure
        fields = ["event", "thing", "cause", "at"]


class ErasureIndexView(IndexView):
    any_permission_required = ["view"]
    page_title = _("Diary of erasures")
    verbose_name_plural = _("erasures")


class ErasureViewSet(ListViewSet):
    model = Erasure
    name = "erasures"
    icon = "bin"
    menu_label = _("Diary of erasures")
    menu_name = "erasures"
    index_view_class = ErasureIndexView
    filterset_class = ErasureFilterSet
    search_fields = []
    ordering = ["-at", "-pk"]
    list_per_page = 100
    form_fields = ["thing"]
    list_display = [
        Column("reference", label=_("Sign-up"), accessor="__str__"),
        Column("event", label=_("Event"), sort_key="event__name"),
        Column("thing", label=_("Erased"), accessor="get_thing_display", sort_key="thing"),
        Column("cause", label=_("Because"), accessor="get_cause_display", sort_key="cause"),
        Column("at", label=_("At"), sort_key="at"),
        Column("user", label=_("User"), accessor=lambda erasure: _by_whom(erasure)),
    ]

    def get_queryset(self, request=None) -> QuerySet:
        return Erasure.objects.select_related("event", "user")


def _by_whom(erasure: Erasure) -> str:
    return staff_name(erasure.user) if erasure.user else ""
