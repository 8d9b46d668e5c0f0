"""The list of all sign-ups, over all languages; here nothing is added, changed or deleted."""

import django_filters
from django.db.models import Count, QuerySet
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import ModelPermissionPolicy

from cms.languages.fields import language_choices

from ..enums import SignupState
from ..models.event import Event
from ..models.signup import Signup
from ..seats import seats


class SignupFilterSet(WagtailFilterSet):
    event = django_filters.ModelChoiceFilter(queryset=Event.objects.all(), label=_("Event"))
    state = django_filters.MultipleChoiceFilter(choices=SignupState.choices, label=_("State"))
    language = django_filters.ChoiceFilter(choices=language_choices, label=_("Language"))

    class Meta:
        model = Signup
        fields = ["event", "state", "language"]


class SignupIndexView(IndexView):
    """The list; with one event chosen, its seats and the number of people in each state stand above."""

    any_permission_required = ["view"]
    page_title = _("Sign-ups")
    results_template_name = "events/admin/signups_results.html"

    def get_context_data(self, *args, **kwargs) -> dict:
        context = super().get_context_data(*args, **kwargs)
        event = self._chosen_event()
        context["event"] = event
        context["seats"] = seats(event) if event else None
        context["counts"] = self._counts(event) if event else []
        return context

    def _chosen_event(self) -> Event | None:
        filters = getattr(self, "filters", None)
        return filters.form.cleaned_data.get("event") if filters is not None and filters.is_valid() else None

    def _counts(self, event: Event) -> list[dict]:
        rows = Signup.objects.filter(event=event).order_by().values("state").annotate(count=Count("id"))
        counts = {row["state"]: row["count"] for row in rows}
        return [{"label": state.label, "count": counts[state]} for state in SignupState if counts.get(state)]


class ViewingPolicy(ModelPermissionPolicy):
    """Only the permission to view counts: sign-ups are changed by the domain, never by a form of the admin."""

    def user_has_permission(self, user, action) -> bool:
        return action == "view" and super().user_has_permission(user, action)


class SignupViewSet(ModelViewSet):
    model = Signup
    name = "signups"
    icon = "list-ul"
    menu_label = _("Sign-ups")
    menu_name = "signups"
    menu_order = 200
    index_view_class = SignupIndexView
    filterset_class = SignupFilterSet
    search_fields = ["given_name", "family_name", "email"]
    # The word search of the database, because personal data stays out of the search index.
    search_backend_name = None
    ordering = ["-created_at", "-pk"]
    list_per_page = 100
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields = ["state"]
    list_display = [
        Column("name", label=_("Name"), accessor="full_name", sort_key="family_name"),
        Column("email", label=_("E-mail"), sort_key="email"),
        Column("event", label=_("Event"), sort_key="event__name"),
        Column("language", label=_("Language"), accessor="get_language_display", sort_key="language"),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        Column("seat_no", label=_("Seat"), sort_key="seat_no"),
        DateColumn("created_at", label=_("Signed up at"), sort_key="created_at"),
    ]

    @property
    def permission_policy(self) -> ViewingPolicy:
        return ViewingPolicy(self.model)

    def get_queryset(self, request=None) -> QuerySet:
        return Signup.objects.select_related("event")

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
