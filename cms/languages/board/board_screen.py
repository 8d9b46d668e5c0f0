"""The board in the admin: languages beside each other, what is German below each other."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.permission_policies.pages import PagePermissionPolicy

from ...ground.list_parts import PART
from ...ground.screen import Screen
from .sections import board_languages, sections


def may_see_board(user) -> bool:
    """Return whether somebody works on pages."""
    return user.is_active and PagePermissionPolicy().user_has_any_permission(user, ["add", "change", "publish"])


class BoardScreen(Screen):
    """Every language that has been prepared, with the next thing to do in each cell."""

    page_title = _("Languages and translations")
    header_icon = "globe"
    template_name = "languages/admin/board.html"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not may_see_board(request.user):
            raise PermissionDenied
        return View.dispatch(self, request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        languages, asked = board_languages(), self.request.GET
        shown = sections(self.request.user, languages, asked.get("section", ""), asked.get(PART))
        return super().get_context_data(languages=languages, sections=shown, **kwargs)
