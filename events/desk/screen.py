"""What all screens of the desk share: who may open them, and how they stand in the admin and its menu."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from cms.models import User

from .permissions import may_any


class Guarded(View):
    """Lets in those who have all rights of ``required`` and, where ``one_of`` names some, at least one of these."""

    required: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()

    @classmethod
    def is_open_to(cls, user: User) -> bool:
        """Tell whether ``user`` may open it; one that names no right is closed to everybody."""
        is_ruled = bool(cls.required or cls.one_of)
        return is_ruled and user.has_perms(cls.required) and (not cls.one_of or may_any(user, cls.one_of))

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not self.is_open_to(request.user):
            raise PermissionDenied
        return self.turned_away() or super().dispatch(request, *args, **kwargs)

    def turned_away(self) -> HttpResponse | None:
        """Where to send somebody who may be here, but comes too late; None lets them in."""
        return None


class Screen(WagtailAdminTemplateMixin, Guarded):
    """A page of the admin; its breadcrumbs lead over ``way_here``."""

    header_icon = "calendar-check"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def get_breadcrumbs_items(self) -> list[dict]:
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, *self.way_here(), here]

    def way_here(self) -> list[dict]:
        """The breadcrumbs between the dashboard and this screen."""
        return []


class ScreenMenuItem(MenuItem):
    screen: type[Guarded]

    def is_shown(self, request: HttpRequest) -> bool:
        return self.screen.is_open_to(request.user)


class ScreenViewSet(ViewSet):
    """Its entry in the menu is shown to those to whom ``screen`` is open."""

    screen: type[Guarded]
    menu_item_class = ScreenMenuItem

    def get_menu_item(self, order: int | None = None) -> ScreenMenuItem:
        item = super().get_menu_item(order)
        item.screen = self.screen
        return item
