"""An administrator takes the second factor from somebody who has lost it."""

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from wagtail.admin import messages
from wagtail.log_actions import log

from cms.ground.screen import Screen
from cms.users.rights import Reach

from ..models.user import User
from .mails import owe_notice

RESET = "cms.reset_second_factor"
CHANGE = "cms.change_user"


def may_reset(actor: User, user: User) -> bool:
    """Return whether ``actor`` looks after this account: never one's own, nor one with rights that they lack."""
    if actor.pk == user.pk or not actor.has_perm(CHANGE):
        return False
    return Reach(actor).covers_account(user)


def reset_second_factor(actor: User, user: User) -> bool:
    """Remove everything that counts as second factor, end all sessions of the account, and log who did it.

    The person is owed a mail that says so; return False for an account without an address, whom nobody tells.
    """
    with transaction.atomic():
        Authenticator.objects.filter(user_id=user.pk).delete()
        User.objects.filter(pk=user.pk).update(sessions_ended=F("sessions_ended") + 1)
        log(instance=user, action=RESET, user=actor)
        return owe_notice(user)


class ResetSecondFactor(Screen):
    """Ask, and reset."""

    required = (CHANGE,)
    template_name = "login/reset_second_factor.html"
    header_icon = "key"

    @cached_property
    def person(self) -> User:
        return get_object_or_404(User, pk=self.kwargs["pk"])

    def turned_away(self) -> None:
        if not may_reset(self.request.user, self.person):
            raise PermissionDenied

    def get_page_title(self) -> str:
        return gettext("Reset the second factor")

    def get_page_subtitle(self) -> str:
        return self.person.get_username()

    def way_here(self) -> list[dict]:
        return [{"url": reverse("wagtailusers_users:index"), "label": gettext("Users")}]

    def get_context_data(self, **kwargs) -> dict:
        back = reverse("wagtailusers_users:edit", args=[self.person.pk])
        return super().get_context_data(person=self.person, back_url=back, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        is_told = reset_second_factor(request.user, self.person)
        messages.success(request, gettext("The second factor is reset. All sessions of this account have ended."))
        if not is_told:
            messages.warning(request, gettext("The account has no e-mail address. Please tell the person yourself."))
        return redirect("wagtailusers_users:edit", self.person.pk)
