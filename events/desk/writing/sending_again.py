"""Several mails that failed are sent again at once: a page says how many go to how many people, and asks."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from cms.mail.retrying import send_again
from cms.texts.mail_addresses import normalise_address

from ...signups import audit
from ..screens.permissions import CHANGE_MAILS
from ..screens.screen import Screen
from .failed_mails import PERMISSIONS, FailedMail, failed_mails, note_seen

MOST_AT_ONCE = 500


class SendSeveralAgain(Screen):
    """GET asks about the mails of ``id``, or with ``all`` about all; POST sends those that the page has shown."""

    required = (*PERMISSIONS, CHANGE_MAILS)
    page_title = _("Send mails again")
    header_icon = "mail"
    template_name = "events/admin/send_mails_again.html"

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        chosen = _chosen(self.request.GET.getlist("id"), takes_all="all" in self.request.GET)
        signups = [failed.signup for failed in chosen if failed.signup]
        note_seen(signups, self.request.user)
        return {
            **super().get_context_data(**kwargs),
            "chosen": chosen,
            "people": len({normalise_address(signup.email) for signup in signups}),
            "others": len(chosen) - len(signups),
            "most_at_once": MOST_AT_ONCE,
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        done = 0
        asked = _numbers(request.POST.getlist("id"))
        for failed in _chosen(request.POST.getlist("id")):
            if send_again(failed.mail.pk):
                done += 1
                if failed.signup:
                    audit.note("mail", failed.signup, request.user)
        if done:
            text = ngettext(
                "%(count)d mail will be sent again in a moment. If it fails once more, it comes back to this list.",
                "%(count)d mails will be sent again in a moment. Those that fail once more come back to this list.",
                done,
            )
            messages.success(request, text % {"count": done})
        if missed := len(asked) - done:
            text = ngettext(
                "Somebody else has taken care of %(count)d mail already.",
                "Somebody else has taken care of %(count)d mails already.",
                missed,
            )
            messages.warning(request, text % {"count": missed})
        return redirect("failed_mails:index")


def _chosen(ids: list[str], *, takes_all: bool = False) -> list[FailedMail]:
    numbers = _numbers(ids)
    return [failed for failed in failed_mails() if takes_all or failed.mail.pk in numbers][:MOST_AT_ONCE]


def _numbers(ids: list[str]) -> set[int]:
    return {int(value) for value in ids if value.isascii() and value.isdecimal() and len(value) < 19}
