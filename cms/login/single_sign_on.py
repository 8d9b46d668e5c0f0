"""Who comes from the city's own login by OpenID Connect: known by the provider's subject, with groups by its claim."""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext

from ..models.user import User


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Takes the groups of the claim at every log-in; keeps neither the claims nor an address to find accounts by."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Let the provider's people have an account; ``pre_social_login`` has turned away those without a group."""
        return True

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Give the person the groups that the provider names now. Raises ImmediateHttpResponse for one with none."""
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            # An account is never linked to a subject by whoever happens to be logged in.
            raise ImmediateHttpResponse(redirect("account_login"))
        groups = groups_of(sociallogin.account.extra_data)
        sociallogin.account.extra_data = {}
        sociallogin.email_addresses = []
        sociallogin.groups = groups
        if sociallogin.is_existing:
            sociallogin.account.save(update_fields=["extra_data"])
            _take(sociallogin.user, groups)
        if not groups:
            messages.error(request, gettext("Your account has no role on this website. Please ask who looks after it."))
            raise ImmediateHttpResponse(redirect("account_login"))

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form=None) -> User:
        """Make the account, with its groups."""
        with transaction.atomic():
            user = super().save_user(request, sociallogin, form)
            user.groups.set(sociallogin.groups)
        return user

    def on_authentication_error(self, request: HttpRequest, provider, **kwargs) -> None:
        """Lead back to the login with a sentence, whatever went wrong on the way."""
        messages.error(request, gettext("The log-in at the other service did not work. Please try again."))
        raise ImmediateHttpResponse(redirect("account_login"))


def groups_of(data: dict) -> list[Group]:
    """Return the groups of this site that the provider's claim means, in the userinfo or in the ID token."""
    configured = settings.SINGLE_SIGN_ON
    claims = {**(data.get("id_token") or {}), **(data.get("userinfo") or {})}
    named = claims.get(configured["claim"]) or []
    values = [named] if isinstance(named, str) else named if isinstance(named, list) else []
    names = {
        configured["groups"][value] for value in values if isinstance(value, str) and value in configured["groups"]
    }
    return list(Group.objects.filter(name__in=names))


def _take(user: User, groups: list[Group]) -> None:
    with transaction.atomic():
        has_fewer = user.groups.exclude(pk__in=[group.pk for group in groups]).exists()
        user.groups.set(groups)
        if has_fewer:
            # What is open elsewhere had rights that are gone.
            User.objects.filter(pk=user.pk).update(sessions_ended=F("sessions_ended") + 1)
            user.refresh_from_db(fields=["sessions_ended"])
