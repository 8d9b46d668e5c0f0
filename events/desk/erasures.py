"""The diary of erasures: what was erased, when and why; to read only."""

import django_filters
from django.db.models import QuerySet
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import ModelPermissionPolicy

from ..enums import ErasedThing, ErasureCause
from ..models.erasure import Erasure
from ..models.event import Event


class ErasureFilterSet(WagtailFilterSet):
    event = django_filters.ModelChoiceFilter(queryset=Event.objects.all(), label=_("Event"))
    thing = django_filters.ChoiceFilter(choices=ErasedThing.choices, label=_("Erased"))
    cause = django_filters.ChoiceFilter(choices=ErasureCause.choices, label=_("Because"))
    at = django_filters.DateFromToRangeFilter(label=_("At"), widget=DateRangePickerWidget)

    class Meta:
        model = Erasure
        fields = ["event", "thing", "cause", "at"]


class ErasureIndexView(IndexView):
    any_permission_required = ["view"]
    page_title = _("Diary of erasures")


class DiaryPolicy(ModelPermissionPolicy):
    """Only the permission to view counts: nobody writes into the diary."""

    def user_has_permission(self, user, action) -> bool:
        return action == "view" and super().user_has_permission(user, action)


class ErasureViewSet(ModelViewSet):
    model = Erasure
    name = "erasures"
    icon = "bin"
    menu_label = _("Diary of erasures")
    menu_name = "erasures"
    menu_order = 900
    index_view_class = ErasureIndexView
    filterset_class = ErasureFilterSet
    search_fields = []
    search_backend_name = None
    ordering = ["-at", "-pk"]
    list_per_page = 100
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields = ["thing"]
    list_display = [
        Column("reference", label=_("Sign-up"), accessor="__str__"),
        Column("event", label=_("Event"), sort_key="event__name"),
        Column("thing", label=_("Erased"), accessor="get_thing_display", sort_key="thing"),
        Column("cause", label=_("Because"), accessor="get_cause_display", sort_key="cause"),
        Column("at", label=_("At"), sort_key="at"),
        Column("user", label=_("User"), accessor=lambda erasure: _name(erasure)),
    ]

    @property
    def permission_policy(self) -> DiaryPolicy:
        return DiaryPolicy(self.model)

    def get_queryset(self, request=None) -> QuerySet:
        return Erasure.objects.select_related("event", "user")

    def get_index_view_kwargs(self, **kwargs) -> dict:
        return super().get_index_view_kwargs(queryset=self.get_queryset(), **kwargs)

    def get_urlpatterns(self) -> list:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]

    def get_common_view_kwargs(self, **kwargs) -> dict:
        without = ["history_url_name", "usage_url_name", "add_url_name", "edit_url_name", "delete_url_name"]
        return super().get_common_view_kwargs(**{**dict.fromkeys(without), **kwargs})


def _name(erasure: Erasure) -> str:
    return erasure.user.get_full_name() or erasure.user.get_username() if erasure.user else ""
