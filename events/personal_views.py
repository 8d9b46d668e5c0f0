"""The pages behind secret links. Looking at one changes nothing, because mail scanners look at all of them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext

from cms.languages.public import describe
from cms.public_posts import PostRefused, readable_post

from .enums import SignupState
from .links import BadLink, Purpose, accept_path, cancel_path, cancelled_by, personal_path, read_token
from .models.signup import Signup
from .questions import answers_in_words
from .responses import (
    Surroundings,
    message,
    next_steps,
    refused_step,
    see_other,
    step,
    step_of_a_signup,
    surroundings,
    unknown_link,
    unreadable,
)
from .signups import Refused, accept_offer, cancel, confirm, place_in_queue


@step_of_a_signup("GET", secret=True)
def personal(request: HttpRequest, token: str) -> HttpResponse:
    """Show a person's own sign-up: its state, the place in the queue and what is stored."""
    try:
        signup = read_token(token, Purpose.PERSONAL)
    except BadLink:
        return unknown_link(request)
    can_cancel = may_cancel(signup)
    context = {
        **surroundings(signup.event).context,
        "signup": {"state": signup.state, "state_label": capfirst(signup.get_state_display())},
        "place": place_in_queue(signup),
        "data": stored_data(signup),
        "cancel_url": cancel_path(signup) if can_cancel else None,
        "cancel_until": signup.event.cancellable_until if signup.holds_a_seat else None,
        "accept_url": accept_path(signup) if signup.state == SignupState.OFFERED else None,
        "crumb_title": gettext("Your sign-up"),
    }
    return render(request, "events/signup_personal.html", context)


@step_of_a_signup("GET", "POST", secret=True)
def confirm_signup(request: HttpRequest, token: str) -> HttpResponse:
    """Show the button that confirms the address; confirm it."""
    try:
        signup = read_token(token, Purpose.CONFIRM)
    except BadLink:
        return unknown_link(request)
    around = surroundings(signup.event)
    if request.method == "POST":
        return _act(request, around, lambda: confirm(signup.public_id))
    if signup.is_active and signup.verified_at:
        steps = [step(gettext("To your sign-up"), personal_path(signup))]
        text = gettext("You need not do anything more.")
        return message(request, gettext("Your sign-up is confirmed already"), text, steps, around=around)
    if not signup.is_active or (signup.expires_at and timezone.now() >= signup.expires_at):
        text = gettext("The time to confirm is over. You can sign up again, as long as there are seats.")
        return message(request, gettext("This sign-up has ended"), text, next_steps(around), around=around)
    context = {**around.context, "crumb_title": gettext("Confirm your sign-up")}
    return render(request, "events/signup_confirm.html", context)


@step_of_a_signup("GET", "POST", secret=True)
def cancel_signup(request: HttpRequest, token: str) -> HttpResponse:
    """Show the button that cancels; cancel."""
    try:
        signup = read_token(token, Purpose.PERSONAL)
    except BadLink:
        return _cancelled_before(request, token) or unknown_link(request)
    around = surroundings(signup.event)
    if request.method == "POST":
        return _act(request, around, lambda: cancel(signup.public_id))
    if not may_cancel(signup):
        text = gettext("It has ended already, or the time to cancel is over.")
        steps = [step(gettext("To your sign-up"), personal_path(signup))]
        return message(request, gettext("You can't cancel this sign-up here"), text, steps, around=around)
    context = {**around.context, "back_url": personal_path(signup), "crumb_title": gettext("Cancel your sign-up")}
    return render(request, "events/signup_cancel.html", context)


@step_of_a_signup("GET", "POST", secret=True)
def accept_seat(request: HttpRequest, token: str) -> HttpResponse:
    """Show the button that takes the seat offered; take it."""
    try:
        signup = read_token(token, Purpose.ACCEPT)
    except BadLink:
        return unknown_link(request)
    around = surroundings(signup.event)
    if request.method == "POST":
        return _act(request, around, lambda: accept_offer(signup.public_id))
    if signup.state != SignupState.OFFERED:
        steps = [step(gettext("To your sign-up"), personal_path(signup))]
        text = gettext("You have taken the seat already, or the time for it is over.")
        return message(request, gettext("This offer has ended"), text, steps, around=around)
    context = {
        **around.context,
        "offer_until": signup.expires_at,
        "decline_url": cancel_path(signup) if may_cancel(signup) else None,
        "crumb_title": gettext("A seat is free for you"),
    }
    return render(request, "events/signup_offer.html", context)


def may_cancel(signup: Signup) -> bool:
    """Return whether the button that cancels is shown; the domain enforces the same."""
    deadline = signup.event.cancellable_until if signup.holds_a_seat else signup.event.starts_at
    return signup.is_active and timezone.now() < deadline


def stored_data(signup: Signup) -> list[dict]:
    """Return what is stored about the person, in words of the active language."""
    rows = [
        {"label": gettext("First name"), "value": signup.given_name, "lang": ""},
        {"label": gettext("Last name"), "value": signup.family_name, "lang": ""},
        {"label": gettext("E-mail address"), "value": signup.email, "lang": ""},
        {"label": gettext("Organisation"), "value": signup.organisation, "lang": ""},
        {"label": gettext("Language"), "value": describe(signup.language).name, "lang": ""},
    ]
    answers = answers_in_words(signup.event.signup_form, signup.answers, signup.labels, translation.get_language())
    return [row for row in rows if row["value"]] + answers


def _act(request: HttpRequest, around: Surroundings, verb: Callable[[], Signup]) -> HttpResponse:
    try:
        readable_post(request)
        return see_other(personal_path(verb()))
    except PostRefused as refused:
        return unreadable(request, refused)
    except Refused as refused:
        return refused_step(request, refused, around)


def _cancelled_before(request: HttpRequest, token: str) -> HttpResponse | None:
    # The second of two quick clicks: the first one has made the link void.
    signup = cancelled_by(token) if request.method == "POST" else None
    if signup is None:
        return None
    around = surroundings(signup.event)
    text = gettext("You get an e-mail that says so.")
    return message(request, gettext("Your sign-up is cancelled"), text, next_steps(around), around=around)
