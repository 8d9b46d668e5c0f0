"""Headers that depend on where a response comes from."""

from collections.abc import Callable

from csp.constants import SELF
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def response_headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give the admin its own content security policy, and every response the policies Django has no setting for."""
    admin_prefix = reverse("wagtailadmin_home")
    login_prefix = reverse("account_login").removesuffix("login/")
    reset_prefix = reverse("wagtailadmin_password_reset")

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # Django's own middleware stands further in and misses redirects to a language.
        response.headers.setdefault("X-Frame-Options", "DENY")
        if getattr(request, "is_preview", False):
            # Only Wagtail's inner request of a preview has this mark: no address and no header sets it.
            response._csp_config = settings.PREVIEW_CONTENT_SECURITY_POLICY
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        elif request.path.startswith(login_prefix):
            # The login keeps the strict policy, but asks for a passkey's challenge and shows a QR code.
            response._csp_replace = {"connect-src": [SELF], "img-src": [SELF, "data:"]}
        elif request.path.startswith(admin_prefix) and not request.path.startswith(reset_prefix):
            response._csp_config = settings.ADMIN_CONTENT_SECURITY_POLICY
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response

    return middleware
