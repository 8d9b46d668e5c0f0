"""The task list "has a place, mail failed: phone them"."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from cms.mail.failures import in_words
from cms.mail.models import Mail, MailState
from cms.mail.registry import label_of
from cms.mail.retrying import send_again, settle_by_phone

from ...models.enums import HOLDING_A_SEAT, UNREACHED
from ...models.signup import Signup
from ...signups import Refused, audit
from ...signups.reaching import settle_unreached, unreached
from ..screens.permissions import CHANGE_MAILS, VIEW, VIEW_MAILS
from ..screens.screen import Guarded, Screen, ScreenViewSet

# The list names people, so it needs the permission to see sign-ups too.
PERMISSIONS = (VIEW, VIEW_MAILS)


@dataclass(frozen=True)
class FailedMail:
    """A mail and the sign-up it is about; ``signup`` is None for a mail of another room."""

    mail: Mail
    signup: Signup | None

    @property
    def label(self) -> Any:
        return label_of(self.mail.kind)

    @property
    def what_happened(self) -> Any:
        return in_words(self.mail)

    @property
    def has_a_seat(self) -> bool:
        return self.signup is not None and self.signup.state in HOLDING_A_SEAT


def failed_mails() -> list[FailedMail]:
    """Return all mails that failed: first those to people who hold a seat, the next event first. Two queries."""
    mails = list(Mail.objects.filter(state=MailState.FAILED).order_by("pk"))
    wanted = {mail.payload["signup"] for mail in mails if "signup" in mail.payload}
    rows = Signup.objects.filter(public_id__in=wanted).select_related("event")
    signups = {str(signup.public_id): signup for signup in rows}
    found = [FailedMail(mail, signups.get(mail.payload.get("signup", ""))) for mail in mails]
    return sorted(found, key=_urgency)


def _urgency(failed: FailedMail) -> tuple:
    starts = failed.signup.event.starts_at.timestamp() if failed.signup else 0
    return not failed.has_a_seat, failed.signup is None, starts, failed.mail.pk


def people_without_their_mail(found: list[FailedMail]) -> list[Signup]:
    """Return whom their mail has not reached, without those whose mail stands in the list; the next event first."""
    listed = {failed.signup.pk for failed in found if failed.signup}
    rows = unreached(timezone.now()).select_related("event").order_by("event__starts_at", "pk")
    return [signup for signup in rows if signup.pk not in listed]


class FailedMailsScreen(Screen):
    required = PERMISSIONS
    page_title = _("Mails that failed")
    header_icon = "warning"
    template_name = "events/admin/failed_mails.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        found = failed_mails()
        without = people_without_their_mail(found)
        named = [failed.signup for failed in found if failed.signup] + without
        for signup in {signup.event_id: signup for signup in named}.values():
            people = sum(other.event_id == signup.event_id for other in named)
            audit.note("list", signup.event, request.user, failed_mails=people)
        context = self.get_context_data(
            without_their_mail=without,
            about_signups=[failed for failed in found if failed.signup],
            others=[failed for failed in found if not failed.signup],
            may_change=request.user.has_perm(CHANGE_MAILS),
        )
        return self.render_to_response(context)


class FailedMailAction(Guarded):
    """Does something about one mail, on POST, and leads back to the list."""

    required = (*PERMISSIONS, CHANGE_MAILS)
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        mail = get_object_or_404(Mail, pk=pk)
        signup = Signup.objects.filter(public_id=mail.payload.get("signup")).first() if mail.payload else None
        if self.act(pk):
            self.act_on(signup)
            if signup is not None:
                audit.note("mail", signup, request.user)
            messages.success(request, self.done())
        else:
            messages.warning(request, gettext("Somebody else has taken care of this mail already."))
        return redirect("failed_mails:index")

    def act(self, pk: int) -> bool:
        raise NotImplementedError

    def act_on(self, signup: Signup | None) -> None:
        """Do what follows for the sign-up that the mail is about."""

    def done(self) -> str:
        raise NotImplementedError


class SendAgain(FailedMailAction):
    def act(self, pk: int) -> bool:
        return send_again(pk)

    def done(self) -> str:
        return gettext("The mail will be sent again in a moment. If it fails once more, it comes back to this list.")


class SettleByPhone(FailedMailAction):
    def act(self, pk: int) -> bool:
        return settle_by_phone(pk)

    def act_on(self, signup: Signup | None) -> None:
        if signup is not None and signup.hold_mail in UNREACHED and signup.anonymised_at is None:
            settle_unreached(signup.public_id, self.request.user)

    def done(self) -> str:
        return gettext("Done: this mail is no longer needed.")


class ToldByPhone(Guarded):
    """Notes, on POST, that somebody whom the mail did not reach has been told otherwise."""

    required = (*PERMISSIONS, CHANGE_MAILS)
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        signup = get_object_or_404(Signup, pk=pk)
        try:
            settled = settle_unreached(signup.public_id, request.user)
        except Refused as refused:
            messages.error(request, refused.sentence)
            return redirect("failed_mails:index")
        if settled:
            audit.note("mail", signup, request.user)
            messages.success(request, gettext("Done: the person knows. The sign-up leaves this list."))
        else:
            messages.warning(request, gettext("Somebody else has taken care of this already."))
        return redirect("failed_mails:index")


class FailedMailViewSet(ScreenViewSet):
    name = "failed_mails"
    icon = "warning"
    menu_label = _("Mails that failed")
    menu_name = "failed_mails"
    screen = FailedMailsScreen

    def get_urlpatterns(self) -> list:
        return [
            path("", FailedMailsScreen.as_view(), name="index"),
            path("<int:pk>/again/", SendAgain.as_view(), name="again"),
            path("<int:pk>/told/", ToldByPhone.as_view(), name="told"),
            path("<int:pk>/done/", SettleByPhone.as_view(), name="done"),
        ]
