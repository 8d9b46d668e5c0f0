"""What the login adds to Wagtail's admin: the notice before a session ends, and the ways to the second factor."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import Button

from ..models.user import User
from .reset_view import RESET, ResetSecondFactor, may_reset


def session_notice() -> str:
    """Return the notice and its script (hook ``insert_global_admin_js``)."""
    return render_to_string("login/session_notice.html", {"csrf_cookie": settings.CSRF_COOKIE_NAME})


def second_factor_item(request: HttpRequest) -> dict:
    """Return the way to the own second factor (hook ``register_account_menu_item``)."""
    return {
        "url": reverse("mfa_index"),
        "label": gettext("Second factor"),
        "help_text": gettext("An app, a passkey or a security key, besides the password."),
    }


def reset_urls() -> list[URLPattern]:
    """Return the address of the reset (hook ``register_admin_urls``)."""
    return [path("users/<int:pk>/second-factor/", ResetSecondFactor.as_view(), name="reset_second_factor")]


def reset_button(user: User, request_user: User) -> list[Button]:
    """Return the way to the reset in the list of accounts (hook ``register_user_listing_buttons``)."""
    if not may_reset(request_user, user) or not Authenticator.objects.filter(user_id=user.pk).exists():
        return []
    url = reverse("reset_second_factor", args=[user.pk])
    return [Button(gettext("Reset the second factor"), url=url, icon_name="key", priority=90)]


def register_actions(actions) -> None:
    """Name the reset for the reports (hook ``register_log_actions``)."""
    actions.register_action(RESET, _("Reset the second factor"), _("Second factor reset"))
