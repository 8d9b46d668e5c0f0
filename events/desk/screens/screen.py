"""How the screens of the desk stand in the admin and its menu."""

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from cms.ground import screen
from cms.ground.screen import Guarded

__all__ = ["Guarded", "Screen", "ScreenMenuItem", "ScreenViewSet"]


class Screen(screen.Screen):
    """A page of the desk."""

    header_icon = "calendar-check"


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
