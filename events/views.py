"""The form in which somebody signs up, and the page that follows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from cms.languages.public import public_languages
from cms.public_posts import PostRefused, readable_post

from .forms import SignupEntryForm, entry_form
from .models.event import Event
from .models.page import EventPage
from .questions import languages_of
from .responses import (
    Surroundings,
    busy,
    home_step,
    message,
    next_steps,
    see_other,
    step,
    step_of_a_signup,
    surroundings,
    unknown_event,
    unreadable,
)
from .signups import Reason, Refused, sign_up

TITLES = {
    "not_yet": Reason.NOT_YET_OPEN,
    "closed": Reason.CLOSED,
    "cancelled": Reason.CANCELLED,
    "past": Reason.PAST,
    "full": Reason.FULL,
}


@step_of_a_signup("GET", "POST")
def signup(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the form; check what was typed and hand it to the domain."""
    event = _published_event(public_id)
    if event is None:
        return unknown_event(request)
    if request.method == "POST":
        return _post(request, event)
    around = surroundings(event)
    if around.facts.signup_url is None:
        return _no_signup(request, around)
    form = entry_form(event.signup_form, translation.get_language())
    return _form_page(request, around, form) if form else _closed_in_language(request, around)


@step_of_a_signup("GET")
def mailbox(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say that a mail is on its way; the same for every address."""
    event = _published_event(public_id)
    if event is None:
        return unknown_event(request)
    context = {
        **surroundings(event).context,
        "confirm_email": event.confirm_email,
        "crumb_title": gettext("Please look into your mailbox"),
    }
    return render(request, "events/signup_mailbox.html", context)


def _post(request: HttpRequest, event: Event) -> HttpResponse:
    language = translation.get_language()
    try:
        data = readable_post(request)
    except PostRefused as refused:
        return unreadable(request, refused)
    form = entry_form(event.signup_form, language, data)
    if form is None:
        return _closed_in_language(request, surroundings(event))
    if not form.is_valid():
        return _form_page(request, surroundings(event), form)
    try:
        sign_up(event.pk, form.person(language))
    except Refused as refused:
        return _refused(request, event, form, refused)
    return see_other(reverse("events:mailbox", args=[event.public_id]))


def _form_page(
    request: HttpRequest, around: Surroundings, form: SignupEntryForm, steps: list[dict] | None = None
) -> HttpResponse:
    context = {
        **around.context,
        "form": form,
        "next_steps": steps or [],
        "confirm_email": around.event.confirm_email,
        "crumb_title": gettext("Sign up"),
    }
    return render(request, "events/signup_form.html", context)


def _refused(request: HttpRequest, event: Event, form: SignupEntryForm, refused: Refused) -> HttpResponse:
    form.add_error(None, refused.reason.label)
    event.refresh_from_db()
    around = surroundings(event)
    if refused.reason == Reason.BUSY:
        return busy(_form_page(request, around, form))
    return _form_page(request, around, form, next_steps(around))


def _no_signup(request: HttpRequest, around: Surroundings) -> HttpResponse:
    reason = TITLES.get(around.facts.signup_state, Reason.NO_FORM)
    text = gettext("The page of the event tells you more.")
    if around.facts.signup_state == "not_yet" and around.facts.signup_opens_at:
        text = gettext("The page of the event tells you when it opens.")
    return message(request, str(reason.label), text, next_steps(around), around=around)


def _closed_in_language(request: HttpRequest, around: Surroundings) -> HttpResponse:
    form = around.event.signup_form
    codes = languages_of(form) if form else []
    steps = []
    for language in public_languages():
        if language.code in codes:
            with translation.override(language.code):
                steps.append(step(language.name, reverse("events:signup", args=[around.event.public_id])))
    title = gettext("The form is not available in this language yet")
    text = gettext("Please use it in one of these languages, or write to us.")
    return message(request, title, text, [*steps, home_step()], around=around)


def _published_event(public_id: str) -> Event | None:
    """Return the event whose facts are out, unless its pages are drafts or restricted: then nobody may know of it."""
    event = Event.objects.published().select_related("venue", "signup_form").filter(public_id=public_id).first()
    if event is None:
        return None
    pages = EventPage.objects.filter(event=event)
    is_hidden = pages.exists() and not pages.live().public().exists()
    return None if is_hidden else event
