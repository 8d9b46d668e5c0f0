"""The addresses of the staff desk and who sees it in the menu."""

from django.db.models import QuerySet
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import ModelPermissionPolicy

from ..models.signup import Signup
from .corrections import AddressScreen, CorrectScreen
from .decisions import AcceptScreen, ApproveScreen, DeclineScreen, ExceptionScreen, ReopenScreen
from .detail import DetailScreen
from .ending import CancelScreen, EraseScreen
from .entry import ChooseEventScreen, EntryScreen
from .holds import ReleaseScreen
from .sheet import SheetScreen
from .signup_filters import SignupFilterSet
from .signup_list import SignupIndexView

SCREENS = {
    "approve": ApproveScreen,
    "decline": DeclineScreen,
    "reopen": ReopenScreen,
    "exception": ExceptionScreen,
    "accept": AcceptScreen,
    "correct": CorrectScreen,
    "address": AddressScreen,
    "sheet": SheetScreen,
    "cancel": CancelScreen,
    "erase": EraseScreen,
}


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
            path("enter/", ChooseEventScreen.as_view(), name="choose_event"),
            path("enter/<int:event_id>/", EntryScreen.as_view(), name="enter"),
            path("release/<int:event_id>/", ReleaseScreen.as_view(), name="release"),
            path("<int:pk>/", DetailScreen.as_view(), name="detail"),
            *(path(f"<int:pk>/{name}/", screen.as_view(), name=name) for name, screen in SCREENS.items()),
        ]

    def get_common_view_kwargs(self, **kwargs) -> dict:
        without = ["history_url_name", "usage_url_name", "add_url_name", "edit_url_name", "delete_url_name"]
        return super().get_common_view_kwargs(**{**dict.fromkeys(without), **kwargs})
