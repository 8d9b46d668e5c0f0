"""What all screens of our own in the admin share: who may open them, and how they stand in it."""

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class Guarded(View):
    """Lets in those who have all rights of ``required`` and, where ``one_of`` names some, at least one of these."""

    required: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()

    @classmethod
    def is_open_to(cls, user: AbstractUser) -> bool:
        """Tell whether ``user`` may open it; one that names no right is closed to everybody."""
        is_ruled = bool(cls.required or cls.one_of)
        has_one = not cls.one_of or any(user.has_perm(permission) for permission in cls.one_of)
        return is_ruled and user.has_perms(cls.required) and has_one

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not self.is_open_to(request.user):
            raise PermissionDenied
        return self.turned_away() or super().dispatch(request, *args, **kwargs)

    def turned_away(self) -> HttpResponse | None:
        """Where to send somebody who may be here, but comes too late; None lets them in."""
        return None


class Screen(WagtailAdminTemplateMixin, Guarded):
    """A page of the admin; its breadcrumbs lead over ``way_here``."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def get_breadcrumbs_items(self) -> list[dict]:
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, *self.way_here(), here]

    def way_here(self) -> list[dict]:
        """The breadcrumbs between the dashboard and this screen."""
        return []
