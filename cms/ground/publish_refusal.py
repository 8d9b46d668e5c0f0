"""What must not go live, and how the admin says so where no form asks first: bulk actions, workflows, translations."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.admin import messages


class PublishRefused(Exception):
    """A page or snippet must not go live now; the message is for the editor.

    No ValidationError: wagtail-localize would offer to publish in spite of that.
    """


class PublishRefusalMiddleware:
    """Lead the editor back with the message, where Wagtail would end in an error page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        admin = reverse("wagtailadmin_home")
        if not isinstance(exception, PublishRefused) or not request.path.startswith(admin):
            return None
        messages.error(request, str(exception))
        back = request.headers.get("Referer", "")
        is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
        return redirect(back if is_ours else admin)
