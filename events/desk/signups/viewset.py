"""The addresses of the staff desk and who sees it in the menu."""

from django.db.models import QuerySet
from django.urls import path
from django.utils.translation import gettext_lazy as _

from ...models.signup import Signup
from ..screens.list_viewset import ListViewSet
from ..waves.unconfirmed_waves import ReleaseScreen
from .corrections import AddressScreen, CorrectScreen
from .deciding import ApproveScreen, DeclineScreen
from .detail import DetailScreen
from .entry import EntryEventScreen, EntryScreen
from .one_button_screens import (
    AcceptScreen,
    CancelScreen,
    ConfirmScreen,
    EraseScreen,
    ExceptionScreen,
    ReopenScreen,
    SendAgainScreen,
)
from .sheet import SheetScreen
from .signup_filters import SignupFilterSet
from .signup_list import SignupIndexView

SCREENS = {
    "approve": ApproveScreen,
    "decline": DeclineScreen,
    "reopen": ReopenScreen,
    "exception": ExceptionScreen,
    "accept": AcceptScreen,
    "confirm": ConfirmScreen,
    "correct": CorrectScreen,
    "address": AddressScreen,
    "again": SendAgainScreen,
    "sheet": SheetScreen,
    "cancel": CancelScreen,
    "erase": EraseScreen,
}


class SignupViewSet(ListViewSet):
    model = Signup
    name = "signups"
    icon = "list-ul"
    menu_label = _("Sign-ups")
    menu_name = "signups"
    index_view_class = SignupIndexView
    filterset_class = SignupFilterSet
    search_fields = ["given_name", "family_name", "email"]
    ordering = ["-created_at", "-pk"]
    list_per_page = 100
    form_fields = ["state"]

    def get_queryset(self, request=None) -> QuerySet:
        return Signup.objects.select_related("event")

    def get_urlpatterns(self) -> list:
        return [
            *super().get_urlpatterns(),
            path("enter/", EntryEventScreen.as_view(), name="choose_event"),
            path("enter/<int:pk>/", EntryScreen.as_view(), name="enter"),
            path("release/<int:pk>/", ReleaseScreen.as_view(), name="release"),
            path("<int:pk>/", DetailScreen.as_view(), name="detail"),
            *(path(f"<int:pk>/{name}/", screen.as_view(), name=name) for name, screen in SCREENS.items()),
        ]
