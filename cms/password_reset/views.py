"""Ask for the link, look into the mailbox, choose the password, log in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cms.forms.nobodys_answers import nobodys
from cms.forms.origin import PostRefused, readable_post
from cms.ground.see_other import see_other
from cms.ground.signed_links import BadLink
from cms.login.known_device import remember_device
from cms.login.pages import for_staff
from cms.texts.mail_addresses import normalise_address
from cms.throttle import guesses, network_of, too_many, too_often

from .forms import ForgottenForm, NewPasswordForm
from .links import read_link
from .mails import owe_link
from .setting import set_password

PER_NETWORK = "password_reset.network"
PER_ACCOUNT = "password_reset.account"


@for_staff
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
    if wait := _seconds_to_wait(request):
        form.add_error(None, too_often(wait))
        return too_many(_forgotten_page(request, form), wait)
    address = form.cleaned_data["email"]
    if not _is_one_too_many_for(address):
        owe_link(address)
    return see_other(reverse("wagtailadmin_password_reset_done"))


@for_staff
@nobodys("GET")
def done(request: HttpRequest) -> HttpResponse:
    """Say what happens now; the same for every address."""
    return render(request, "account/password_reset/done.html")


@for_staff
@nobodys("GET", "POST")
def confirm(request: HttpRequest, uidb64: str, token: str) -> HttpResponse:
    """Show the form that sets the password. Nobody is logged in by it."""
    try:
        user = read_link(uidb64, token)
        if request.method != "POST":
            return _password_page(request, NewPasswordForm(user=user))
        form = NewPasswordForm(readable_post(request), user=user)
        if not form.is_valid():
            return _password_page(request, form, status=400)
        set_password(user, form.cleaned_data["password"])
    except BadLink:
        return render(request, "account/password_reset/bad_link.html", status=404)
    except PostRefused as refused:
        return _password_page(request, NewPasswordForm(user=user), refusal=refused.message, status=refused.status)
    response = see_other(reverse("wagtailadmin_password_reset_complete"))
    # Strangers may have used up the tries of this account; whoever reads its mailbox is none.
    remember_device(request, response, user.get_username())
    return response


@for_staff
@nobodys("GET")
def complete(request: HttpRequest) -> HttpResponse:
    """Lead to the login."""
    return render(request, "account/password_reset/complete.html")


def _seconds_to_wait(request: HttpRequest) -> int:
    network = network_of(request)
    return guesses.seconds_to_wait_for(PER_NETWORK, network, settings.LINKS_PER_NETWORK_AND_HOUR) if network else 0


def _is_one_too_many_for(address: str) -> bool:
    limit = settings.NEW_PASSWORDS_PER_ACCOUNT_AND_HOUR
    return guesses.seconds_to_wait_for(PER_ACCOUNT, normalise_address(address), limit) > 0


def _forgotten_page(request: HttpRequest, form: ForgottenForm, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {"form": form, "refusal": refusal}
    return render(request, "account/password_reset/forgotten.html", context, status=status)


def _password_page(request: HttpRequest, form: NewPasswordForm, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {"form": form, "refusal": refusal}
    return render(request, "account/password_reset/password.html", context, status=status)
