"""The pages on which staff set up their second factor, use it, and give it up."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, LoginWebAuthnView
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from .codes import authenticator_of
from .standing import Standing, standing_of

CODES_PAGE = "mfa/recovery_codes/index.html"


@method_decorator(login_required, name="dispatch")
class SecondFactorView(TemplateView):
    """What is set up, and the ways to more."""

    template_name = "mfa/index.html"

    def get_context_data(self, **kwargs) -> dict:
        mine = list(Authenticator.objects.filter(user_id=self.request.user.pk).order_by("pk"))
        codes = next((each.wrap() for each in mine if each.type == Authenticator.Type.RECOVERY_CODES), None)
        return {
            "is_missing": standing_of(self.request, self.request.user) is Standing.FACTOR_TO_SET_UP,
            "has_app": any(each.type == Authenticator.Type.TOTP for each in mine),
            "passkeys": [each for each in mine if each.type == Authenticator.Type.WEBAUTHN],
            "has_codes": codes is not None,
            "codes_left": len(codes.get_unused_codes()) if codes else 0,
            "codes_may_be_shown": codes is not None and not codes.did_view,
        }


def _used(request: HttpRequest, kind: str) -> None:
    """Note that this session proved the factor that was set up just now."""
    newest = Authenticator.objects.filter(user_id=request.user.pk, type=kind).latest("pk")
    record_authentication(request, request.user, "mfa", id=newest.pk, type=kind)


class SetUpAppView(ActivateTOTPView):
    """Set up an authenticator app."""

    def form_valid(self, form) -> HttpResponse:
        response = super().form_valid(form)
        # It counts once, here as at the log-in.
        authenticator_of(self.request.user, form.cleaned_data["code"])
        _used(self.request, Authenticator.Type.TOTP)
        return response


class AddPasskeyView(AddWebAuthnView):
    """Add a passkey."""

    def form_valid(self, form) -> HttpResponse:
        response = super().form_valid(form)
        _used(self.request, Authenticator.Type.WEBAUTHN)
        return response


class LogInByPasskeyView(LoginWebAuthnView):
    """Log in with a passkey alone."""

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        challenge = request.session.get("mfa.webauthn.state")
        # As at the login with a password: whoever is logged in as a member may log in as staff.
        logout(request)
        if challenge:
            request.session["mfa.webauthn.state"] = challenge
        return super().post(request, *args, **kwargs)


@method_decorator(login_required, name="dispatch")
class RecoveryCodesView(ViewRecoveryCodesView):
    """Show the recovery codes once, when somebody asks for them; a mere look at the page uses nothing up."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        codes = Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.RECOVERY_CODES).first()
        if codes is None:
            raise Http404
        raise_if_reauthentication_required(request, app="allauth.mfa")
        wrapped = codes.wrap()
        context = {"left": len(wrapped.get_unused_codes()), "may_be_shown": not wrapped.did_view}
        return render(request, CODES_PAGE, context)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return super().get(request, *args, **kwargs)
