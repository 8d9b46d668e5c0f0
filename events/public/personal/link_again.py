""" "Send me my link again": the answer is the same for every address, known or not."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.forms.fields import AddressField
from cms.forms.nobodys_answers import nobodys
from cms.forms.origin import PostRefused, readable_post
from cms.forms.public_form import PublicForm
from cms.ground.see_other import see_other
from cms.throttle import seconds_to_wait, too_many, too_often

from ...models.event import Event
from ...questions.entry_form import LONGEST_ADDRESS
from ...questions.fields import TOO_LONG
from ...signups import Refused, send_link
from ..answers import busy, public_event, surroundings, unknown_event, unreadable


class LinkForm(PublicForm):
    """The address to which the link goes."""

    email = AddressField(
        label=_("E-mail address"),
        max_length=LONGEST_ADDRESS,
        help_text=_("The address with which you signed up."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Enter your e-mail address."), "max_length": TOO_LONG},
    )


@nobodys("GET", "POST", secret=False)
def link_again(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask for the address; send the link to it, if there is a sign-up with it."""
    event = public_event(public_id)
    if event is None:
        return unknown_event(request)
    if request.method != "POST":
        return _page(request, event, LinkForm())
    try:
        form = LinkForm(readable_post(request))
    except PostRefused as refused:
        return unreadable(request, refused)
    if not form.is_valid():
        return _page(request, event, form)
    if wait := seconds_to_wait("link_again", request, settings.LINKS_PER_NETWORK_AND_HOUR):
        form.add_error(None, too_often(wait))
        return too_many(_page(request, event, form), wait)
    try:
        send_link(event.pk, form.cleaned_data["email"], translation.get_language())
    except Refused as refused:
        form.add_error(None, refused.reason.label)
        return busy(_page(request, event, form))
    return see_other(reverse("events:link_sent", args=[event.public_id]))


@nobodys("GET", secret=False)
def link_sent(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say what happens now; the same for every address."""
    event = public_event(public_id)
    if event is None:
        return unknown_event(request)
    context = {**surroundings(event).context, "crumb_title": gettext("Please look into your mailbox")}
    return render(request, "events/signup_link_sent.html", context)


def _page(request: HttpRequest, event: Event, form: LinkForm) -> HttpResponse:
    context = {**surroundings(event).context, "form": form, "crumb_title": gettext("Your link once more")}
    return render(request, "events/signup_link.html", context)
