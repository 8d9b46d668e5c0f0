"""The page on operation in the admin: what is wrong, and when what happens by itself last happened."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Count
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from ..ground.screen import Screen
from ..mail.models import Mail, MailState
from ..models.invariant_run import InvariantRun
from ..to_dos.registry import ToDo, Urgency
from .disk import MEGABYTE, free_bytes
from .models import JobRun
from .readiness import Readiness
from .troubles import troubles

RIGHT = "cms.view_invariantrun"


class HealthScreen(Screen):
    """For those who run the site; it shows no personal data."""

    required = (RIGHT,)
    page_title = _("Operation")
    header_icon = "cogs"
    template_name = "health/health.html"

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        runs = {run.job: run for run in JobRun.objects.all()}
        numbers = dict(Mail.objects.order_by().values_list("state").annotate(number=Count("pk")))
        return {
            **super().get_context_data(**kwargs),
            "troubles": troubles(timezone.now()),
            "missed": Readiness().missed(),
            "jobs": [(job, runs.get(job)) for job in settings.WORKER_JOBS],
            "mails": [(state.label, numbers.get(state.value, 0)) for state in MailState],
            "nightly": InvariantRun.objects.first(),
            "free_megabytes": free_bytes() // MEGABYTE,
            "release": settings.RELEASE,
        }


def health_urls() -> list[URLPattern]:
    """Return the address (hook ``register_admin_urls``)."""
    return [path("health/", HealthScreen.as_view(), name="health")]


class HealthMenuItem(MenuItem):
    """Shown to those who may open the page."""

    def is_shown(self, request: HttpRequest) -> bool:
        return HealthScreen.is_open_to(request.user)


def health_menu_item() -> MenuItem:
    """Return the entry (hook ``register_reports_menu_item``)."""
    return HealthMenuItem(_("Operation"), reverse("health"), name="health", icon_name="cogs", order=900)


def what_is_wrong(user: AbstractBaseUser) -> Iterator[ToDo]:
    """Yield what is wrong with the site, for those who run it."""
    if user.has_perm(RIGHT):
        for trouble in troubles(timezone.now()):
            yield ToDo(str(trouble.sentence), reverse("health"), Urgency.OVERDUE, "warning")
