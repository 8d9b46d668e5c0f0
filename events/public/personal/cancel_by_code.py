"""Cancel with the code on the sheet, for people without an e-mail address."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.forms.fields import LineField
from cms.forms.nobodys_answers import nobodys
from cms.forms.origin import PostRefused, readable_post
from cms.forms.public_form import PublicForm
from cms.ground.see_other import see_other
from cms.throttle import seconds_to_wait, seconds_to_wait_for, too_many, too_often

from ...models.event import Event
from ...questions.fields import TOO_LONG
from ...signups import Reason, Refused, cancel
from ...signups.paper_codes import signup_with
from ..answers import (
    busy,
    message,
    next_steps,
    public_event,
    surroundings,
    unknown_event,
    unreadable,
)


class CodeForm(PublicForm):
    """The code of the sheet and the last name."""

    code = LineField(
        label=_("Code"),
        max_length=40,
        help_text=_("It stands on the sheet that we sent you, for example ABC-DEF-GHJ."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Enter the code of your sheet."), "max_length": TOO_LONG},
    )
    family_name = LineField(
        label=_("Last name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
        error_messages={"required": _("Enter your last name."), "max_length": TOO_LONG},
    )


@nobodys("GET", "POST")
def cancel_by_code(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask for code and last name; cancel. What is wrong with them, nobody is told."""
    event = public_event(public_id)
    if event is None:
        return unknown_event(request)
    if request.method != "POST":
        return _page(request, event, CodeForm())
    try:
        form = CodeForm(readable_post(request))
    except PostRefused as refused:
        return unreadable(request, refused)
    if not form.is_valid():
        return _page(request, event, form)
    if wait := _seconds_to_wait(request, event):
        form.add_error(None, too_often(wait))
        return too_many(_page(request, event, form), wait)
    return _cancel(request, event, form)


@nobodys("GET", secret=False)
def cancelled(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say that it is done; the address belongs to nobody."""
    event = public_event(public_id)
    if event is None:
        return unknown_event(request)
    around = surroundings(event)
    text = gettext("Thank you. Your seat or your place on the waiting list goes to somebody else.")
    return message(request, gettext("Your sign-up is cancelled"), text, next_steps(around), around=around)


def _cancel(request: HttpRequest, event: Event, form: CodeForm) -> HttpResponse:
    signup = signup_with(event, form.cleaned_data["code"], form.cleaned_data["family_name"])
    if signup is None:
        form.add_error(
            None,
            gettext("Code and last name do not belong together. Please check both, or call us: we cancel for you."),
        )
        return _page(request, event, form)
    try:
        cancel(signup.public_id)
    except Refused as refused:
        form.add_error(None, refused.reason.label)
        page = _page(request, event, form)
        return busy(page) if refused.reason == Reason.BUSY else page
    return see_other(reverse("events:cancelled", args=[event.public_id]))


def _seconds_to_wait(request: HttpRequest, event: Event) -> int:
    by_network = seconds_to_wait("cancel_by_code", request, settings.CODE_TRIES_PER_NETWORK_AND_HOUR)
    return by_network or seconds_to_wait_for(
        "cancel_by_code.event", event.public_id, settings.CODE_TRIES_PER_EVENT_AND_HOUR
    )


def _page(request: HttpRequest, event: Event, form: CodeForm) -> HttpResponse:
    context = {**surroundings(event).context, "form": form, "crumb_title": gettext("Cancel with a code")}
    return render(request, "events/signup_code.html", context)
