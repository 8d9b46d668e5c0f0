"""The login and its end."""

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from cms.ground.see_other import see_other
from cms.throttle import too_many

from .forms import LogInForm
from .standing import Standing, standing_of

LOGGED_IN = {Standing.LET_IN, Standing.FACTOR_MISSING, Standing.FACTOR_TO_SET_UP}


def to_login(request: HttpRequest) -> HttpResponse:
    """Lead from Wagtail's own login to ours, with what stands in the address, whatever the method."""
    return _lead_to(request, reverse("account_login"))


def to_members_login(request: HttpRequest) -> HttpResponse:
    """Lead from Wagtail's own login on the website to the members', the only one that counts tries there."""
    return _lead_to(request, str(settings.WAGTAIL_FRONTEND_LOGIN_URL))


class LogInView(LoginView):
    """The login of staff."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method != "POST" and standing_of(request, request.user) in LOGGED_IN:
            return HttpResponseRedirect(self.get_authenticated_redirect_url())
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        # Whoever is logged in already, as a member of a working group or as somebody else, begins anew.
        logout(request)
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        single = settings.SINGLE_SIGN_ON
        return {
            **super().get_context_data(**kwargs),
            "has_ended": self.request.GET.get("ended") == "1",
            "single_sign_on": single["app"]["name"] if single else "",
            "single_sign_on_url": self.passthrough_next_url(_provider_path()) if single else "",
        }

    def form_invalid(self, form: LogInForm) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 400
        return too_many(response, form.wait) if form.wait else response


def _lead_to(request: HttpRequest, path: str) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    # What was posted stays behind.
    return see_other(f"{path}?{query}" if query else path)


def _provider_path() -> str:
    return reverse("openid_connect_login", kwargs={"provider_id": settings.SINGLE_SIGN_ON["app"]["provider_id"]})
