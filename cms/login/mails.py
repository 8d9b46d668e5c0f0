"""The mail to somebody whose second factor an administrator has reset: whoever did not ask for it should know."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext_lazy as _
from wagtail.users.models import UserProfile

from cms.frame.account_mails import account_mail
from cms.mail.outbox import queue_first
from cms.mail.registry import register

from ..models.user import User

FACTOR_RESET = "cms.second_factor_reset"


def register_mails() -> None:
    """Enter the mail."""
    register(FACTOR_RESET, factor_reset, _("Second factor reset"), is_followed=True)


def owe_notice(user: User) -> bool:
    """Owe the account the mail, inside the transaction of the reset; return False where it has no address."""
    if not user.email:
        return False
    profile = UserProfile.objects.filter(user=user).first()
    language = profile.preferred_language if profile else ""
    queue_first(FACTOR_RESET, language or settings.LANGUAGE_CODE, {"account": user.pk})
    return True


def factor_reset(payload: dict, language: str) -> EmailMultiAlternatives | None:
    """Say what happened, and what to do; nothing for an account that is gone or switched off."""
    user = User.objects.filter(pk=payload["account"], is_active=True).exclude(email="").first()
    if user is None:
        return None
    return account_mail("login/mails/factor_reset.txt", user.email, language, {"name": user.get_username()})
