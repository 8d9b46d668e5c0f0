"""What all screens about sign-ups share: who may open them, and how they stand in the admin."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .. import audit
from ..models.signup import Signup
from ..signups import Reason, Refused

VIEW = "events.view_signup"


class DeskScreen(WagtailAdminTemplateMixin, View):
    """A screen for those who may see sign-ups and have ``permission`` besides."""

    permission = VIEW
    header_icon = "list-ul"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not request.user.has_perms([VIEW, self.permission]):
            raise PermissionDenied
        return self.turned_away() or super().dispatch(request, *args, **kwargs)

    def turned_away(self) -> HttpResponse | None:
        """Where to send somebody who may be here, but comes too late; None lets them in."""
        return None

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("signups:index"), "label": gettext("Sign-ups")},
            *self.way_here(),
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]

    def way_here(self) -> list[dict]:
        """The breadcrumbs between the list and this screen."""
        return []


class SignupScreen(DeskScreen):
    """A screen about one sign-up; ``self.signup`` comes with its event and code."""

    shows_erased = False

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        rows = Signup.objects.select_related("event__venue", "event__signup_form", "code")
        self.signup = get_object_or_404(rows, pk=kwargs["pk"])

    def turned_away(self) -> HttpResponse | None:
        if self.signup.anonymised_at is None or self.shows_erased:
            return None
        messages.error(self.request, Reason.ERASED.label)
        return redirect(self.detail_url)

    @property
    def detail_url(self) -> str:
        return reverse("signups:detail", args=[self.signup.pk])

    def get_page_subtitle(self) -> str:
        return name_of(self.signup)

    def way_here(self) -> list[dict]:
        return [{"url": self.detail_url, "label": name_of(self.signup)}]

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(signup=self.signup, event=self.signup.event, back_url=self.detail_url, **kwargs)


class QuestionScreen(SignupScreen):
    """Asks whether to do it, and does it on POST: ``act`` calls the domain and returns what to tell."""

    template_name = "events/admin/question.html"
    audited = ""
    question: Any = ""
    consequences: Any = ""
    button_label: Any = ""
    button_class = ""

    def act(self) -> str:
        raise NotImplementedError

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            told = self.act()
        except Refused as refused:
            messages.error(request, refused.sentence)
        else:
            audit.note(self.audited, self.signup, request.user)
            messages.success(request, told)
        return redirect(self.detail_url)


def name_of(signup: Signup) -> str:
    """Return the person's name, or the reference once it was erased."""
    return signup.full_name or signup.reference


def list_url(**filters: Any) -> str:
    """Return the address of the list, narrowed down."""
    return f"{reverse('signups:index')}?{urlencode(filters)}"
