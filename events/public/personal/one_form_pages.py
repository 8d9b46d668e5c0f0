"""The pages with one form for people without their secret link: get it again, or cancel with the code of a sheet.

What is wrong with an address or a code, nobody is told; the pages that follow belong to nobody.
"""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.forms.fields import AddressField, LineField, SymbolField
from cms.forms.nobodys_answers import nobodys
from cms.forms.origin import PostRefused, readable_post
from cms.forms.public_form import PublicForm
from cms.ground.see_other import see_other
from cms.throttle import seconds_to_wait, seconds_to_wait_for, too_many, too_often

from ...models.event import Event
from ...questions.entry_form import LONGEST_ADDRESS
from ...questions.fields import TOO_LONG
from ...signups import Reason, Refused, cancel, send_link
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


class OneForm(PublicForm):
    """``act`` does what the form is for, or raises Refused or ValidationError; then follows ``next_page``."""

    title: str | Promise
    template: str
    next_page: str

    def seconds_to_wait(self, request: HttpRequest, event: Event) -> int:
        raise NotImplementedError

    def act(self, event: Event) -> None:
        raise NotImplementedError


class LinkForm(OneForm):
    """The address to which the link goes."""

    title = _("Get your link again")
    template = "events/signup_link.html"
    next_page = "events:link_sent"

    email = AddressField(
        label=_("Email address"),
        max_length=LONGEST_ADDRESS,
        help_text=_("The address you signed up with."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Enter your email address."), "max_length": TOO_LONG},
    )

    def seconds_to_wait(self, request: HttpRequest, event: Event) -> int:
        return seconds_to_wait("link_again", request, settings.LINKS_PER_NETWORK_AND_HOUR)

    def act(self, event: Event) -> None:
        send_link(event.pk, self.cleaned_data["email"], translation.get_language())


class CodeForm(OneForm):
    """The code of the sheet and the last name."""

    title = _("Cancel with a code")
    template = "events/signup_code.html"
    next_page = "events:cancelled"

    code = SymbolField(
        label=_("Code"),
        max_length=40,
        help_text=_("It is on the sheet we sent you, for example ABC-DEF-GHJ-KMN."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Enter the code from your sheet."), "max_length": TOO_LONG},
    )
    family_name = LineField(
        label=_("Last name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
        error_messages={"required": _("Enter your last name."), "max_length": TOO_LONG},
    )

    def seconds_to_wait(self, request: HttpRequest, event: Event) -> int:
        by_network = seconds_to_wait("cancel_by_code", request, settings.CODE_TRIES_PER_NETWORK_AND_HOUR)
        tries = settings.CODE_TRIES_PER_EVENT_AND_HOUR
        return by_network or seconds_to_wait_for("cancel_by_code.event", event.public_id, tries)

    def act(self, event: Event) -> None:
        signup = signup_with(event, self.cleaned_data["code"], self.cleaned_data["family_name"])
        if signup is None:
            raise forms.ValidationError(
                gettext(
                    "The code and the last name do not match. Please check both, or call us and we will cancel for you."
                )
            )
        cancel(signup.public_id)


@nobodys("GET", "POST", secret=False)
def link_again(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask for the address; send the link to it, if there is a sign-up with it."""
    return _answer(request, public_id, LinkForm)


@nobodys("GET", secret=False)
def link_sent(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say what happens now; the same for every address."""
    event = public_event(request, public_id)
    if event is None:
        return unknown_event(request)
    context = {**surroundings(request, event).context, "crumb_title": gettext("Check your email")}
    return render(request, "events/signup_link_sent.html", context)


@nobodys("GET", "POST")
def cancel_by_code(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask for code and last name; cancel."""
    return _answer(request, public_id, CodeForm)


@nobodys("GET", secret=False)
def cancelled(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say that it is done."""
    event = public_event(request, public_id)
    if event is None:
        return unknown_event(request)
    around = surroundings(request, event)
    text = gettext("Thank you. Your seat or your place on the waiting list will go to someone else.")
    return message(request, gettext("Your sign-up is cancelled"), text, next_steps(around), around=around)


def _answer(request: HttpRequest, public_id: str, form_class: type[OneForm]) -> HttpResponse:
    event = public_event(request, public_id)
    if event is None:
        return unknown_event(request)
    if request.method != "POST":
        return _page(request, event, form_class())
    try:
        form = form_class(readable_post(request))
    except PostRefused as refused:
        return unreadable(request, refused)
    if not form.is_valid():
        return _page(request, event, form)
    if wait := form.seconds_to_wait(request, event):
        form.add_error(None, too_often(wait))
        return too_many(_page(request, event, form), wait)
    try:
        form.act(event)
    except forms.ValidationError as error:
        form.add_error(None, error)
        return _page(request, event, form)
    except Refused as refused:
        form.add_error(None, refused.reason.label)
        page = _page(request, event, form)
        return busy(page) if refused.reason == Reason.BUSY else page
    return see_other(reverse(form.next_page, args=[event.public_id]))


def _page(request: HttpRequest, event: Event, form: OneForm) -> HttpResponse:
    context = {**surroundings(request, event).context, "form": form, "crumb_title": form.title}
    return render(request, form.template, context)
