"""The login and its end."""

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from cms.throttle import too_many

from .adapter import ADMIN
from .forms import LogInForm


def to_login(request: HttpRequest) -> HttpResponse:
    """Lead from Wagtail's own login to ours, with what stands in the address, whatever the method."""
    return _lead_to(request, reverse("account_login"))


def to_members_login(request: HttpRequest) -> HttpResponse:
    """Lead from Wagtail's own login on the website to the members', the only one that counts tries there."""
    return _lead_to(request, str(settings.WAGTAIL_FRONTEND_LOGIN_URL))


class LogInView(LoginView):
    """The login of staff."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.user.is_authenticated and request.user.has_perm(ADMIN):
            return HttpResponseRedirect(self.get_authenticated_redirect_url())
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        # Whoever is logged in as a member of a working group may log in as staff.
        logout(request)
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form: LogInForm) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 400
        return too_many(response, form.wait) if form.wait else response


def _lead_to(request: HttpRequest, path: str) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    # What was posted stays behind.
    return HttpResponseRedirect(f"{path}?{query}" if query else path, status=303)
