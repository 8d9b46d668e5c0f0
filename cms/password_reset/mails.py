"""The mails with the link, made at the moment it is sent: text first, then simple HTML."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from cms.frame.account_mails import account_mail
from cms.ground.addresses import absolute_url
from cms.mail.html import NextStep
from cms.mail.outbox import queue_first
from cms.mail.registry import register

from ..models.user import User
from .links import confirm_path, may_set_password

NEW_PASSWORD = "cms.new_password"
INVITATION = "cms.invitation"
NOBODY = 0


def register_mails() -> None:
    """Enter both mails."""
    register(NEW_PASSWORD, new_password, _("Link for a new password"), is_followed=True)
    register(INVITATION, invitation, _("Invitation to an account"), is_followed=True)


def owe_link(address: str) -> None:
    """Owe the link to the account with this address.

    A row for nobody is written too, so that an unknown address takes as long as a known one.
    """
    user = User.objects.filter(email__iexact=address).order_by("-is_active", "pk").first()
    queue_first(NEW_PASSWORD, get_language() or settings.LANGUAGE_CODE, {"account": user.pk if user else NOBODY})


def owe_invitation(user: User) -> None:
    """Owe a new account the link to its first password. Called in the transaction that makes the account."""
    queue_first(INVITATION, settings.LANGUAGE_CODE, {"account": user.pk})


def invitation(payload: dict, language: str) -> EmailMultiAlternatives | None:
    """Send the link to the first password; nothing where the account is gone."""
    user = User.objects.filter(pk=payload["account"]).exclude(email="").first()
    if user is None or not may_set_password(user):
        return None
    url = absolute_url(confirm_path(user))
    context = {
        "name": user.get_username(),
        "url": url,
        "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
        "again": absolute_url(reverse("wagtailadmin_password_reset")),
    }
    step = NextStep(url, gettext("Choose a password"))
    return account_mail("account/mails/invitation.txt", user.email, language, context, step=step)


def new_password(payload: dict, language: str) -> EmailMultiAlternatives | None:
    """Send the links of all staff accounts with this address; nothing where there is none."""
    asked = User.objects.filter(pk=payload["account"]).exclude(email="").first()
    if asked is None:
        return None
    accounts = User.objects.filter(email__iexact=asked.email, is_active=True).order_by("pk")
    ways = [
        {"name": user.get_username(), "url": absolute_url(confirm_path(user))}
        for user in accounts
        if may_set_password(user)
    ]
    if not ways:
        return None
    step = NextStep(ways[0]["url"], gettext("Choose a new password")) if len(ways) == 1 else None
    context = {"ways": ways, "hours": settings.PASSWORD_RESET_TIMEOUT // 3600}
    return account_mail("account/mails/new_password.txt", asked.email, language, context, step=step)
