"""The addresses of the login: those of allauth that we use, under the names by which it finds them."""

from allauth.account.views import account_inactive, logout, reauthenticate
from allauth.mfa.base.views import authenticate
from allauth.mfa.base.views import reauthenticate as reauthenticate_by_code
from allauth.mfa.recovery_codes.views import generate_recovery_codes
from allauth.mfa.totp.views import deactivate_totp
from allauth.mfa.webauthn.views import reauthenticate_webauthn, remove_webauthn
from allauth.socialaccount.providers.openid_connect.urls import urlpatterns as openid_connect_urls
from django.conf import settings
from django.urls import path
from wagtail.utils.urlpatterns import decorate_urlpatterns

from .factor_views import AddPasskeyView, LogInByPasskeyView, RecoveryCodesView, SecondFactorView, SetUpAppView
from .pages import for_staff
from .session_view import session
from .views import LogInView

urlpatterns = decorate_urlpatterns(
    [
        path("login/", LogInView.as_view(), name="account_login"),
        path("login/code/", authenticate, name="mfa_authenticate"),
        path("login/passkey/", LogInByPasskeyView.as_view(), name="mfa_login_webauthn"),
        path("logout/", logout, name="account_logout"),
        path("inactive/", account_inactive, name="account_inactive"),
        path("again/password/", reauthenticate, name="account_reauthenticate"),
        path("again/code/", reauthenticate_by_code, name="mfa_reauthenticate"),
        path("again/passkey/", reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
        path("session/", session, name="staff_session"),
        path("second-factor/", SecondFactorView.as_view(), name="mfa_index"),
        path("second-factor/app/", SetUpAppView.as_view(), name="mfa_activate_totp"),
        path("second-factor/app/remove/", deactivate_totp, name="mfa_deactivate_totp"),
        # Where allauth leads after one was removed
        path("second-factor/passkeys/", SecondFactorView.as_view(), name="mfa_list_webauthn"),
        path("second-factor/passkeys/add/", AddPasskeyView.as_view(), name="mfa_add_webauthn"),
        path("second-factor/passkeys/<int:pk>/remove/", remove_webauthn, name="mfa_remove_webauthn"),
        path("second-factor/recovery-codes/", RecoveryCodesView.as_view(), name="mfa_view_recovery_codes"),
        path("second-factor/recovery-codes/new/", generate_recovery_codes, name="mfa_generate_recovery_codes"),
        *(openid_connect_urls if settings.SINGLE_SIGN_ON else []),
    ],
    for_staff,
)
