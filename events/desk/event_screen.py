"""What the screens about one event share: who may open them, and how they stand in the admin."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.models import User

from ..models.event import Event

VIEW, ENTER, EXPORT, CHECK_IN = (
    "events.view_signup",
    "events.add_signup",
    "events.export_signup",
    "events.check_in_signup",
)
COUNT_NEEDS, VIEW_NEEDS = "events.count_need", "events.view_need"
# Whoever may do one of these things has something to do with an event's sign-ups.
AT_THE_DESK = (VIEW, EXPORT, CHECK_IN, COUNT_NEEDS, VIEW_NEEDS)


def may_any(user: User, permissions: tuple[str, ...]) -> bool:
    """Tell whether ``user`` has one of these permissions."""
    return any(user.has_perm(permission) for permission in permissions)


class Permitted(View):
    """Lets in those who have one of ``permissions``."""

    permissions: tuple[str, ...] = ()

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not may_any(request.user, self.permissions):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class PermittedScreen(WagtailAdminTemplateMixin, Permitted):
    """A screen for those who have one of ``permissions``."""

    header_icon = "calendar-check"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def get_breadcrumbs_items(self) -> list[dict]:
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, *self.way_here(), here]

    def way_here(self) -> list[dict]:
        """The breadcrumbs between the dashboard and this screen."""
        return [{"url": reverse("event_desks"), "label": gettext("Sign-up desk")}]


class EventScreen(PermittedScreen):
    """A screen about one event, ``self.event``."""

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.event = get_object_or_404(Event.objects.select_related("venue", "signup_form"), pk=kwargs["pk"])

    @property
    def desk_url(self) -> str:
        return reverse("event_desk", args=[self.event.pk])

    def get_page_subtitle(self) -> str:
        return self.event.name

    def way_here(self) -> list[dict]:
        return [*super().way_here(), {"url": self.desk_url, "label": self.event.name}]

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(event=self.event, desk_url=self.desk_url, **kwargs)
