"""The screen of the mails that failed, and what is done about one of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from cms.mail.models import Mail
from cms.mail.retrying import send_again, settle_by_phone

from ...models.enums import UNREACHED
from ...models.signup import Signup
from ...signups import Refused, audit
from ...signups.reaching import settle_unreached
from ..screens.permissions import CHANGE_MAILS
from ..screens.screen import Guarded, Screen, ScreenViewSet
from .failed_mails import PERMISSIONS, failed_mails, note_seen, people_without_their_mail
from .sending_again import SendSeveralAgain


class FailedMailsScreen(Screen):
    required = PERMISSIONS
    page_title = _("Mails that failed")
    header_icon = "warning"
    template_name = "events/admin/failed_mails.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        found = failed_mails()
        without = people_without_their_mail(found)
        note_seen([failed.signup for failed in found if failed.signup] + without, request.user)
        context = self.get_context_data(
            without_their_mail=without,
            about_signups=[failed for failed in found if failed.signup],
            others=[failed for failed in found if not failed.signup],
            has_mails=bool(found),
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
            path("again/", SendSeveralAgain.as_view(), name="again_several"),
            path("<int:pk>/again/", SendAgain.as_view(), name="again"),
            path("<int:pk>/told/", ToldByPhone.as_view(), name="told"),
            path("<int:pk>/done/", SettleByPhone.as_view(), name="done"),
        ]
