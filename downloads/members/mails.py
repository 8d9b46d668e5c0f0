"""The mails to members, made at the moment they are sent: in the person's language, text first, then simple HTML."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.frame.account_mails import account_mail
from cms.ground.addresses import absolute_url
from cms.mail.html import NextStep
from cms.mail.registry import register
from cms.models import User

from ..models.working_group import Membership
from .accounts import is_for_reading_only, may_set_password
from .links import LIFETIME, Purpose, password_path

INVITATION = "downloads.invitation"
NEW_PASSWORD = "downloads.new_password"


def register_mails() -> None:
    """Enter the mails to members."""
    register(INVITATION, invitation, _("Invitation to a working group"), is_followed=True)
    register(NEW_PASSWORD, new_password, _("Link for a new password"), is_followed=True)


def invitation(payload: dict, language: str) -> EmailMultiAlternatives | None:
    """Tell somebody that they are a member now; an account without a password gets the link that sets one."""
    found = Membership.objects.select_related("user", "working_group").filter(pk=payload["membership"])
    membership = found.first()
    if membership is None or not _can_be_reached(membership.user):
        return None
    user, group = membership.user, membership.working_group
    if not user.has_usable_password() and is_for_reading_only(user):
        step = NextStep(absolute_url(password_path(user, Purpose.INVITATION)), gettext("Choose a password"))
        days = LIFETIME[Purpose.INVITATION].days
    else:
        step = NextStep(absolute_url(reverse("members:working_groups")), gettext("Log in"))
        days = 0
    return _mail("invitation", user, language, step, days=days, group=" ".join(group.name.split()))


def new_password(payload: dict, language: str) -> EmailMultiAlternatives | None:
    """Send the link that sets a new password; nothing to an account that doesn't exist or is no member's."""
    user = User.objects.filter(pk=payload["account"]).first()
    if user is None or not _can_be_reached(user) or not may_set_password(user):
        return None
    step = NextStep(absolute_url(password_path(user, Purpose.FORGOTTEN)), gettext("Choose a new password"))
    return _mail("new_password", user, language, step, days=LIFETIME[Purpose.FORGOTTEN].days)


def _can_be_reached(user: User) -> bool:
    return user.is_active and bool(user.email)


def _mail(name: str, user: User, language: str, step: NextStep, **context) -> EmailMultiAlternatives:
    return account_mail(
        f"downloads/members/mails/{name}.txt",
        user.email,
        language,
        {"address": user.email, "url": step.url, **context},
        step=step,
        # Names of groups are German.
        foreign={context.get("group", ""): settings.LANGUAGE_CODE},
        is_answered=True,
    )
