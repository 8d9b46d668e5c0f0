"""Approve, decline or cancel several sign-ups at once, on Wagtail's own bulk actions.

Each sign-up is a transaction of its own, so Wagtail's one transaction around all of them is left out; those that could
not be done are counted and named with the reason.
"""

from collections import defaultdict
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import classproperty
from django.utils.translation import get_language_info, gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.bulk_action import BulkAction

from ...models.signup import Signup
from ...signups import Refused, approve, audit, cancel_by_staff, decline
from ..screens.permissions import CHANGE, DECIDE, VIEW
from .deciding import BulkDeclineForm
from .reasons import wordings

MOST_AT_ONCE = 500


class SignupBulkAction(BulkAction):
    """``act`` calls the domain for one sign-up; ``audited`` is what the log calls it."""

    permission = ""
    audited = ""
    question: Any = ""
    button_label: Any = ""
    template_name = "events/admin/bulk_action.html"

    @classproperty
    def models(cls) -> list[type[Signup]]:
        return [Signup]

    def __init__(self, request: HttpRequest, model: type[Signup]) -> None:
        super().__init__(request, model)
        self.next_url = get_valid_next_url_from_request(request) or reverse("signups:index")

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not request.user.has_perms([VIEW, self.permission]):
            raise PermissionDenied
        if not self.signups():
            messages.warning(request, gettext("No sign-up was chosen."))
            return redirect(self.next_url)
        return super().dispatch(request, *args, **kwargs)

    def signups(self) -> list[Signup]:
        """Return the sign-ups that were ticked, in the order in which they came."""
        numbers = [int(value) for value in self.request.GET.getlist("id") if value.isdecimal() and len(value) < 10]
        rows = Signup.objects.filter(pk__in=numbers[:MOST_AT_ONCE], anonymised_at__isnull=True)
        return list(rows.select_related("event").order_by("created_at", "pk"))

    def get_actionable_objects(self) -> tuple[list[Signup], dict]:
        return self.signups(), {"items_with_no_access": []}

    def get(self, request: HttpRequest) -> HttpResponse:
        audit.note_looked_at({signup.event for signup in self.signups()}, request.user)
        return super().get(request)

    def get_context_data(self, **kwargs) -> dict:
        return {**super().get_context_data(**kwargs), "action": self, "header_icon": "list-ul"}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        done = 0
        skipped = defaultdict(list)
        for signup in self.signups():
            try:
                self.act(signup, form)
            except Refused as refused:
                skipped[refused.sentence].append(signup.reference)
            else:
                audit.note(self.audited, signup, self.request.user)
                done += 1
        self._tell(done, skipped)
        return redirect(self.next_url)

    def act(self, signup: Signup, form: forms.Form) -> None:
        raise NotImplementedError

    def done_sentence(self, count: int) -> str:
        """Say how many were done."""
        raise NotImplementedError

    def _tell(self, done: int, skipped: dict[str, list[str]]) -> None:
        if done or not skipped:
            messages.success(self.request, self.done_sentence(done))
        for sentence, references in skipped.items():
            text = ngettext(
                "%(count)d skipped: %(reason)s (%(references)s)",
                "%(count)d skipped: %(reason)s (%(references)s)",
                len(references),
            ) % {"count": len(references), "reason": sentence, "references": ", ".join(references)}
            messages.warning(self.request, text)


class BulkApprove(SignupBulkAction):
    display_name = _("Approve sign-ups")
    action_type = "approve"
    aria_label = _("Approve the chosen sign-ups")
    action_priority = 10
    permission = DECIDE
    audited = "decide"
    question = _("Do you want to approve these sign-ups?")
    button_label = _("Yes, approve them")

    def act(self, signup: Signup, form: forms.Form) -> None:
        approve(signup.public_id, self.request.user)

    def done_sentence(self, count: int) -> str:
        return ngettext("%(count)d sign-up approved.", "%(count)d sign-ups approved.", count) % {"count": count}


class BulkDecline(SignupBulkAction):
    """Shows what people will read in each of their languages before anything is sent."""

    display_name = _("Decline sign-ups")
    action_type = "decline"
    aria_label = _("Decline the chosen sign-ups")
    action_priority = 20
    permission = DECIDE
    audited = "decide"
    form_class = BulkDeclineForm
    template_name = "events/admin/bulk_decline.html"
    question = _("Do you want to decline these sign-ups?")
    button_label = _("Decline and send")

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = self.get_form()
        if not form.is_valid():
            return self.form_invalid(form)
        if "send" in request.POST:
            return self.form_valid(form)
        texts = [] if "change" in request.POST else self._texts(form)
        return self.render_to_response(self.get_context_data(form=form, texts=texts))

    def _texts(self, form: forms.Form) -> list[dict]:
        languages = [signup.language for signup in self.signups()]
        found = wordings(form.cleaned_data["reason"], "", sorted(set(languages)))
        return [
            {
                "code": code,
                "language": get_language_info(code)["name_local"],
                "count": languages.count(code),
                "wording": wording,
            }
            for code, wording in found.items()
        ]

    def act(self, signup: Signup, form: forms.Form) -> None:
        reason = wordings(form.cleaned_data["reason"], "", [signup.language])[signup.language]
        decline(signup.public_id, self.request.user, reason.text)

    def done_sentence(self, count: int) -> str:
        return ngettext("%(count)d sign-up declined.", "%(count)d sign-ups declined.", count) % {"count": count}


class BulkCancel(SignupBulkAction):
    display_name = _("Cancel sign-ups")
    action_type = "cancel"
    aria_label = _("Cancel the chosen sign-ups")
    action_priority = 30
    classes = {"serious"}
    permission = CHANGE
    audited = "cancel"
    question = _(
        "Do you want to cancel these sign-ups? Their seats are given back, and people with an address get a mail."
    )
    button_label = _("Yes, cancel them")

    def act(self, signup: Signup, form: forms.Form) -> None:
        cancel_by_staff(signup.public_id, self.request.user)

    def done_sentence(self, count: int) -> str:
        return ngettext("%(count)d sign-up cancelled.", "%(count)d sign-ups cancelled.", count) % {"count": count}


BULK_ACTIONS = [BulkApprove, BulkDecline, BulkCancel]
