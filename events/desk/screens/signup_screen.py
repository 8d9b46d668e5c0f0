"""A screen about one sign-up; every look at one is logged."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.admin import messages

from cms.models import User

from ...models.signup import Signup
from ...signups import Reason, Refused, audit
from .event_screen import way_to
from .names import name_of
from .screen import Screen


class SignupScreen(Screen):
    """A screen about ``self.signup``, which comes with its event and code."""

    header_icon = "list-ul"
    shows_erased = False

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        rows = Signup.objects.select_related("event__venue", "event__signup_form", "code")
        self.signup = get_object_or_404(rows, pk=kwargs["pk"])

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = super().get(request, *args, **kwargs)
        audit.note("read", self.signup, request.user)
        return response

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
        return [*self.way_to_the_list(), {"url": self.detail_url, "label": name_of(self.signup)}]

    def way_to_the_list(self) -> list[dict]:
        event = self.signup.event
        return [*way_to(event), {"url": list_url(event=event.pk), "label": gettext("Sign-ups")}]

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(signup=self.signup, event=self.signup.event, back_url=self.detail_url, **kwargs)


class QuestionScreen(SignupScreen):
    """Asks whether to do it, and does it on POST by a ``verb`` of the domain, which gets the sign-up's id and the user.

    ``told`` is said then, with ``%(reference)s`` and the new ``%(state)s``; ``audited`` is what the log calls it.
    """

    template_name = "events/admin/question.html"
    audited = ""
    question: Any = ""
    consequences: Any = ""
    button_label: Any = ""
    button_class = ""
    verb: Callable[[UUID, User], Signup]
    told: Any = ""

    def act(self) -> str:
        signup = self.verb(self.signup.public_id, self.request.user)
        return str(self.told) % {"reference": signup.reference, "state": signup.get_state_display()}

    def next_steps(self) -> list:
        """Buttons beside what is told."""
        return []

    @property
    def next_url(self) -> str:
        """Where it goes on."""
        return self.detail_url

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            told = self.act()
        except Refused as refused:
            messages.error(request, refused.sentence)
        else:
            audit.note(self.audited, self.signup, request.user)
            messages.success(request, told, buttons=self.next_steps())
        return redirect(self.next_url)


def list_url(**filters: Any) -> str:
    """Return the address of the list, narrowed down."""
    return f"{reverse('signups:index')}?{urlencode(filters)}"
