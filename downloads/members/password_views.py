"""How a member gets a password: from the link in the invitation, or in the mail after it was forgotten."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext

from cms.forms.nobodys_answers import nobodys
from cms.forms.origin import PostRefused, readable_post
from cms.ground.see_other import see_other
from cms.ground.signed_links import BadLink
from cms.mail.outbox import queue_first
from cms.password_reset.forms import NewPasswordForm
from cms.password_reset.setting import set_password
from cms.texts.mail_addresses import normalise_address
from cms.throttle import seconds_to_wait, seconds_to_wait_for, too_many, too_often

from . import session
from .accounts import account_with_address
from .forms import ForgottenForm
from .links import read_token
from .mails import NEW_PASSWORD
from .staff import for_staff_page, is_staff

NOBODY = 0


@nobodys("GET", "POST")
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for the address; what follows is the same for every address."""
    if request.method != "POST":
        return _forgotten_page(request, ForgottenForm())
    try:
        form = ForgottenForm(readable_post(request))
    except PostRefused as refused:
        return _forgotten_page(request, ForgottenForm(), refusal=refused.message, status=refused.status)
    if not form.is_valid():
        return _forgotten_page(request, form, status=400)
    if wait := seconds_to_wait("new_password", request, settings.LINKS_PER_NETWORK_AND_HOUR):
        form.add_error(None, too_often(wait))
        return too_many(_forgotten_page(request, form), wait)
    _owe_a_link(form.cleaned_data["email"])
    return see_other(reverse("members:link_sent"))


@nobodys("GET")
def link_sent(request: HttpRequest) -> HttpResponse:
    """Say what happens now; the same for every address."""
    context = {"crumb_title": gettext("Check your email")}
    return render(request, "downloads/members/link_sent.html", context)


@nobodys("GET", "POST")
def password(request: HttpRequest, token: str) -> HttpResponse:
    """Show the form that sets the password; once it is set, the person is logged in."""
    try:
        user = read_token(token)
        if request.method != "POST":
            return _password_page(request, NewPasswordForm(user=user))
        form = NewPasswordForm(readable_post(request), user=user)
        if not form.is_valid():
            return _password_page(request, form, status=400)
        set_password(user, form.cleaned_data["password"])
    except BadLink:
        context = {"crumb_title": gettext("This link is not valid")}
        return render(request, "downloads/members/bad_link.html", context, status=404)
    except PostRefused as refused:
        return _password_page(request, NewPasswordForm(user=user), refusal=refused.message, status=refused.status)
    if is_staff(user):
        return for_staff_page(request, reverse("members:working_groups"))
    session.begin(request, user)
    return see_other(reverse("members:working_groups"))


def _owe_a_link(address: str) -> None:
    """Queue the mail. A row for nobody is queued too, so that an unknown address takes as long as a known one."""
    limit = settings.NEW_PASSWORDS_PER_ACCOUNT_AND_HOUR
    if seconds_to_wait_for("new_password", normalise_address(address), limit):
        return
    user = account_with_address(address)
    queue_first(NEW_PASSWORD, get_language(), {"account": user.pk if user else NOBODY})


def _forgotten_page(request: HttpRequest, form: ForgottenForm, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {"form": form, "refusal": refusal, "crumb_title": gettext("Forgotten your password?")}
    return render(request, "downloads/members/forgotten.html", context, status=status)


def _password_page(request: HttpRequest, form: NewPasswordForm, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {"form": form, "refusal": refusal, "crumb_title": gettext("Choose a password")}
    return render(request, "downloads/members/password.html", context, status=status)
