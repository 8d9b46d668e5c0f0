"""The pages with one button: confirm, take the seat, give it back, erase. Only the button changes anything."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from cms.forms.nobodys_answers import nobodys
from cms.forms.origin import PostRefused, readable_post
from cms.ground.see_other import see_other
from cms.ground.signed_links import BadLink
from cms.ground.steady_clock import steady_now

from ...models.enums import SignupState
from ...models.signup import Signup
from ...signups import Reason, Refused, accept_offer, cancel, confirm, erase, obstacles
from ...signups.accepting import accepting_with
from ...signups.rules import is_request
from ...signups.secret_links import (
    Purpose,
    cancel_path,
    cancelled_by,
    personal_path,
    read_token,
    was_erased_by,
)
from ...signups.series import given_back
from ..answers import (
    Surroundings,
    home_step,
    message,
    next_steps,
    refused_step,
    step,
    surroundings,
    unknown_link,
    unreadable,
)
from .limits import limited
from .page import may_cancel
from .people import cancellable_together, people_of
from .wording import is_undecided, words_for


@nobodys("GET", "POST")
@limited
def confirm_signup(request: HttpRequest, token: str) -> HttpResponse:
    """Show the button that confirms the address; confirm it."""
    try:
        signup = read_token(token, Purpose.CONFIRM)
    except BadLink:
        return unknown_link(request)
    around = surroundings(request, signup.event)
    if request.method == "POST":
        return act(request, around, lambda: personal_path(confirm(signup.public_id)))
    if signup.is_active and signup.verified_at:
        text = gettext("You do not need to do anything else.")
        return message(request, gettext("You have already confirmed"), text, [_own_page(signup)], around=around)
    if not signup.is_active or (signup.expires_at and steady_now() >= signup.expires_at):
        text = str(Reason.EXPIRED.label)
        if around.facts.signup_url:
            text = gettext("The time to confirm has run out. You can sign up again while there are seats left.")
        return message(request, gettext("This sign-up is no longer valid"), text, next_steps(around), around=around)
    words = words_for(signup)
    context = {
        **around.context,
        "words": words,
        "until": signup.answer_by,
        "people": [person for person in people_of(signup) if person.is_active],
        "crumb_title": words.confirm_title,
    }
    return render(request, "events/signup_confirm.html", context)


@nobodys("GET", "POST")
@limited
def accept_seat(request: HttpRequest, token: str) -> HttpResponse:
    """Show the button that takes the seat offered; take it."""
    try:
        signup = read_token(token, Purpose.ACCEPT)
    except BadLink:
        return unknown_link(request)
    around = surroundings(request, signup.event)
    if request.method == "POST":
        return act(request, around, lambda: personal_path(accept_offer(signup.public_id)), [_own_page(signup)])
    if signup.state != SignupState.OFFERED or (signup.expires_at and steady_now() >= signup.expires_at):
        text = gettext("You have already accepted the seat, or the time to accept it has run out.")
        return message(request, gettext("This offer has expired"), text, [_own_page(signup)], around=around)
    now = steady_now()
    context = {
        **around.context,
        "offer_until": signup.answer_by,
        "is_request": is_request(signup.event, signup),
        "people": [person for person in people_of(signup) if person.state == SignupState.OFFERED],
        "given_back": given_back(accepting_with(signup.event, signup, now), signup.event, now),
        "decline_url": cancel_path(signup) if may_cancel(signup) else None,
        "crumb_title": gettext("A seat is free for you"),
    }
    return render(request, "events/signup_offer.html", context)


@nobodys("GET", "POST")
@limited
def cancel_signup(request: HttpRequest, token: str) -> HttpResponse:
    """Show the button that gives the seat or the place back; give it back."""
    try:
        signup = read_token(token, Purpose.PERSONAL)
    except BadLink:
        return _cancelled_before(request, token) or unknown_link(request)
    around = surroundings(request, signup.event)
    if request.method == "POST":
        return act(request, around, lambda: _cancelled(request, signup), [_own_page(signup)])
    if not signup.is_active:
        text = gettext("You do not need to do anything else.")
        return message(request, gettext("This sign-up has already ended"), text, [_own_page(signup)], around=around)
    if not may_cancel(signup):
        title = gettext("You cannot cancel this sign-up here")
        return message(request, title, str(Reason.TOO_LATE.label), [_own_page(signup)], around=around)
    words = words_for(signup)
    context = {
        **around.context,
        "words": words,
        "people": cancellable_together(signup),
        "back_url": personal_path(signup),
        "crumb_title": words.leave_title,
    }
    return render(request, "events/signup_cancel.html", context)


@nobodys("GET", "POST")
@limited
def erase_signup(request: HttpRequest, token: str) -> HttpResponse:
    """Show the button that erases all data of the person; erase them."""
    try:
        signup = read_token(token, Purpose.PERSONAL)
    except BadLink:
        if request.method == "POST" and was_erased_by(token):
            # The second of two quick clicks.
            return see_other(reverse("events:erased"))
        return unknown_link(request)
    around = surroundings(request, signup.event)
    if request.method == "POST":
        return act(request, around, lambda: _erased(signup))
    context = {
        **around.context,
        "gives_back": obstacles.is_given_back(signup.event, signup, timezone.now()),
        "is_request": is_undecided(signup),
        "is_place": signup.state == SignupState.WAITING,
        "back_url": personal_path(signup),
        "crumb_title": gettext("Delete your data"),
    }
    return render(request, "events/signup_erase.html", context)


@nobodys("GET", secret=False)
def erased(request: HttpRequest) -> HttpResponse:
    """Say that the data are gone; the address belongs to nobody."""
    text = gettext(
        "Your sign-up has ended, and the links in our emails no longer work. We will not email you about this."
    )
    return message(request, gettext("Your data has been deleted"), text, [home_step()])


def act(
    request: HttpRequest, around: Surroundings, button: Callable[[], str], steps: list[dict] | None = None
) -> HttpResponse:
    """Do what a button is for and lead to the path it returns; else say why it was not done, and offer ``steps``."""
    try:
        readable_post(request)
        return see_other(button())
    except PostRefused as refused:
        return unreadable(request, refused)
    except Refused as refused:
        return refused_step(request, refused, around, steps)


def _cancelled(request: HttpRequest, signup: Signup) -> str:
    """Give back the seats of those who were ticked; where nobody could be, of this person."""
    known = {str(person.public_id): person.public_id for person in cancellable_together(signup)}
    whom = [known[ticked] for ticked in request.POST.getlist("whom") if ticked in known]
    if known and not whom:
        return cancel_path(signup)
    return personal_path(cancel(signup.public_id, whom=whom or None))


def _erased(signup: Signup) -> str:
    try:
        erase(signup.public_id)
    except Refused as refused:
        if refused.reason != Reason.ERASED:
            raise
    return reverse("events:erased")


def _own_page(signup: Signup) -> dict:
    return step(gettext("Go to your sign-up"), personal_path(signup))


def _cancelled_before(request: HttpRequest, token: str) -> HttpResponse | None:
    # The second of two quick clicks: the first one has made the link void.
    signup = cancelled_by(token) if request.method == "POST" else None
    if signup is None:
        return None
    around = surroundings(request, signup.event)
    text = gettext("We will email you to confirm this.")
    return message(request, gettext("Your sign-up is cancelled"), text, next_steps(around), around=around)
