"""The sheet of paper for somebody without an address: in the person's language, with the code to cancel."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.frame.frame import frame_in
from cms.ground.addresses import absolute_url
from cms.languages.core.public_languages import describe

from ...pages.facts import event_facts
from ...signups import obstacles, place_in_queue
from ...signups.paper_codes import paper_code
from ..screens.permissions import VIEW
from ..screens.signup_screen import SignupScreen


class SheetScreen(SignupScreen):
    """A page of its own without the admin around it; only the line on top, which isn't printed, is for staff."""

    required = (VIEW,)
    page_title = _("Sheet")

    def render_to_response(self, context: dict, **kwargs) -> HttpResponse:
        staff = {
            "lang": translation.get_language(),
            "back": gettext("Back to the sign-up"),
            "hint": gettext("Print this page with the browser and send it, or hand it over."),
        }
        with translation.override(self.signup.language):
            return render(self.request, "events/admin/sheet.html", {"staff": staff, **self._sheet()})

    def _sheet(self) -> dict[str, Any]:
        signup, event = self.signup, self.signup.event
        return {
            "signup": signup,
            "back_url": self.detail_url,
            "language": describe(signup.language),
            "facts": event_facts(event, language=signup.language),
            "frame": frame_in(signup.language),
            "place": place_in_queue(signup),
            "code": paper_code(signup) if signup.is_active else "",
            "cancel_url": absolute_url(reverse("events:cancel_by_code", args=[event.public_id])),
            "can_cancel": obstacles.to_cancelling(event, signup, timezone.now()) is None,
            "deadline": obstacles.cancellable_until(event, signup),
        }
