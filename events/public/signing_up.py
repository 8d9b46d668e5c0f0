"""The form in which somebody signs up, and the page that follows."""

from dataclasses import dataclass, replace
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext

from cms.forms.nobodys_answers import nobodys
from cms.forms.origin import PostRefused, readable_post
from cms.ground.see_other import see_other
from cms.ground.signed_links import BadLink
from cms.ground.standing import standing
from cms.languages.core.public_languages import public_languages
from cms.texts.mail_addresses import mailbox_of
from cms.throttle import minutes, network_of, seconds_to_wait, seconds_to_wait_for, too_many

from ..models.event import Event
from ..questions.fields import Full
from ..questions.questions import languages_of
from ..signups import Person, Reason, Refused, SignupStatus, Visit, network_hash, sign_up
from ..signups.codes import has_codes
from ..signups.option_places import full_options
from ..signups.rules import REFUSALS, seats_now
from ..signups.seat_lock import EVENT
from ..signups.secret_links import read_another
from ..signups.series import is_bound
from .answers import (
    Surroundings,
    busy,
    home_step,
    message,
    next_steps,
    public_event,
    step,
    surroundings,
    unknown_event,
    unknown_link,
    unreadable,
)
from .check_mailbox import BOTH, SIGNED_UP, send_link_url, what_comes_then
from .form_wording import form_wording
from .second_wish import SECOND_WISH, Wishes, second_wishes, sign_up_for
from .visitors_form import VisitorsForm, visitors_form

ABOUT_THE_CODE = [Reason.CODE_UNKNOWN, Reason.CODE_ENDED, Reason.CODE_USED_UP]
# A stranger's mailbox gets no more mails about one event in this time, whatever stands after a plus in its address.
MAILS_PER_MAILBOX, MAILBOX_SECONDS = 2, 600
# Until then some of a network's sign-ups may have been confirmed.
NETWORK_SECONDS = 900


@dataclass(frozen=True)
class Mailbox:
    """Whose mailbox it is, where the link of a mail has proved it: the address, and the next person's number there."""

    address: str = ""
    number: int | None = None


TYPED = Mailbox()


@nobodys("GET", "POST", secret=False)
def signup(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the form; check what was typed and hand it to the domain."""
    event = public_event(request, public_id)
    return unknown_event(request) if event is None else _answer(request, event)


@nobodys("GET", "POST")
def another(request: HttpRequest, token: str) -> HttpResponse:
    """The same form for somebody who shares a mailbox, behind the link of a mail to it: the address is proved."""
    try:
        signup, number = read_another(token)
    except BadLink:
        return unknown_link(request)
    if public_event(request, signup.event.public_id) is None:
        return unknown_event(request)
    return _answer(request, signup.event, Mailbox(signup.email, number))


def _answer(request: HttpRequest, event: Event, mailbox: Mailbox = TYPED) -> HttpResponse:
    if request.method == "POST":
        return _post(request, event, mailbox)
    around = surroundings(request, event)
    if around.facts.signup_url is None and not _open_for_codes(around):
        return _no_signup(request, around)
    code = request.GET.get("code", "")
    form = _form(request, event, code=code, around=around, mailbox=mailbox)
    return form_page(request, around, form) if form else _without_form(request, around)


def _post(request: HttpRequest, event: Event, mailbox: Mailbox) -> HttpResponse:
    try:
        data = readable_post(request)
    except PostRefused as refused:
        return unreadable(request, refused)
    form = _form(request, event, data, mailbox=mailbox)
    if form is None:
        return _without_form(request, surroundings(request, event))
    if wait := seconds_to_wait("signup", request, settings.SIGNUPS_PER_NETWORK_AND_HOUR):
        return _slowed_down(request, event, form, wait)
    if not form.is_valid():
        return _wrong(request, surroundings(request, event), form)
    if wait := seconds_to_wait_for("signup", str(event.pk), settings.SIGNUPS_PER_EVENT_AND_HOUR):
        return _slowed_down(request, event, form, wait)
    person = form.person()
    visit = _visit(request, event, form, person, mailbox)
    try:
        outcome = sign_up(event.pk, person, visit)
    except Refused as refused:
        return _refused(request, event, form, refused, mailbox)
    then = SIGNED_UP if mailbox.number else what_comes_then(event, person, outcome.status)
    waits_elsewhere = form.second_wish and outcome.status == SignupStatus.WAITING_LIST
    if waits_elsewhere and sign_up_for(form.second_wish, replace(person, code=""), replace(visit, form_key="")):
        then = BOTH
    return see_other(reverse("events:mailbox", args=[event.public_id]) + (f"?then={then}" if then else ""))


def _form(
    request: HttpRequest,
    event: Event,
    data: QueryDict | None = None,
    *,
    code: str = "",
    around: Surroundings | None = None,
    mailbox: Mailbox,
) -> VisitorsForm | None:
    """Return the form with what is full now marked; whoever would wait takes no place, so may wish for anything."""
    full: Full = frozenset()
    if event.option_limits:
        around = around or surroundings(request, event)
        full = full_options(event) if around.facts.signup_status == SignupStatus.OPEN else full
    return visitors_form(
        event,
        translation.get_language(),
        data,
        code=code,
        shared=standing(request),
        full=full,
        mailbox=mailbox.address,
        wishes=_wishes(event, data, around),
    )


def _wishes(event: Event, data: QueryDict | None, around: Surroundings | None) -> Wishes:
    """Return which other dates can be chosen meanwhile: asked who would wait, and whoever was asked is asked again."""
    if event.series_id is None:
        return ()
    if data is not None:
        return second_wishes(event, translation.get_language(), with_seats=False) if SECOND_WISH in data else ()
    waits = around is not None and around.facts.waiting_list_open
    return second_wishes(event, translation.get_language(), with_seats=True) if waits else ()


def _visit(request: HttpRequest, event: Event, form: VisitorsForm, person: Person, mailbox: Mailbox) -> Visit:
    counted = f"{event.pk}|{mailbox_of(person.email)}"
    return Visit(
        form_key=form.start.key if form.start else "",
        network_hash=network_hash(event, network_of(request)),
        gets_mail=not seconds_to_wait_for("signup.mailbox", counted, MAILS_PER_MAILBOX, MAILBOX_SECONDS),
        another=mailbox.number,
    )


def form_page(
    request: HttpRequest, around: Surroundings, form: VisitorsForm, steps: list[dict] | None = None
) -> HttpResponse:
    """Return the page with the form as it is filled in; ``steps`` are what one can do instead."""
    event = around.event
    wording = form_wording(event, around.facts, around.seats, asks_code=form.asks_code, has_code=form.has_code)
    context = {
        **around.context,
        "form": form,
        "is_preview": getattr(request, "is_preview", False),
        "next_steps": steps or [],
        "wording": wording,
        "send_link_url": send_link_url(event),
        "series": event.series if is_bound(event, timezone.now()) else None,
        "crumb_title": wording.heading,
        "around_stands": (str(wording.heading), bool(form.errors)),
    }
    return render(request, "events/signup_form.html", context)


def _wrong(request: HttpRequest, around: Surroundings, form: VisitorsForm) -> HttpResponse:
    if around.facts.signup_url is None and not form.has_code:
        # Whoever corrects the answers should not learn only then that it was in vain.
        form.add_error(None, REFUSALS[around.facts.signup_status].label)
        return form_page(request, around, form, next_steps(around))
    if _has_changed_since(form, around.event):
        sentence = gettext("The questions changed while you were filling in the form. Your answers are still here.")
        form.add_error(None, sentence)
    return form_page(request, around, form)


def _has_changed_since(form: VisitorsForm, event: Event) -> bool:
    """Return whether the questions were published after this form was shown."""
    changed_at = form.shared.get(
        ("sign-up form published", event.signup_form_id),
        lambda: event.signup_form.last_published_at if event.signup_form else None,
    )
    shown_at = timezone.now() - timedelta(seconds=form.start.age) if form.start else None
    return bool(changed_at and shown_at and changed_at > shown_at)


def _slowed_down(request: HttpRequest, event: Event, form: VisitorsForm, wait: int) -> HttpResponse:
    sentence = ngettext(
        "We are receiving a very large number of sign-ups from your network or for this event. "
        "Your form was not sent, and your answers are still here. Please send the form again in "
        "%(minutes)d minute, or call or write to us.",
        "We are receiving a very large number of sign-ups from your network or for this event. "
        "Your form was not sent, and your answers are still here. Please send the form again in "
        "%(minutes)d minutes, or call or write to us.",
        minutes(wait),
    ) % {"minutes": minutes(wait)}
    form.add_error(None, sentence)
    return too_many(form_page(request, surroundings(request, event), form), wait)


def _refused(
    request: HttpRequest, event: Event, form: VisitorsForm, refused: Refused, mailbox: Mailbox
) -> HttpResponse:
    # As it stood for the domain: the event may have changed while somebody typed.
    event = EVENT.first(event=event.pk) or event
    if refused.reason == Reason.OPTION_FULL:
        # Anew, so that it shows what is full by now.
        form = _form(request, event, form.data, mailbox=mailbox) or form
        form.show_full(refused)
        return form_page(request, surroundings(request, event), form)
    around = surroundings(request, event)
    if refused.reason == Reason.TOO_FEW:
        return _too_few(request, around, form)
    form.add_error("code" if refused.reason in ABOUT_THE_CODE else None, refused.reason.label)
    if refused.reason == Reason.NETWORK:
        return too_many(form_page(request, around, form), NETWORK_SECONDS)
    if refused.reason == Reason.BUSY:
        return busy(form_page(request, around, form))
    if refused.reason in (*ABOUT_THE_CODE, Reason.KNOWN_PERSON):
        return form_page(request, around, form)
    return form_page(request, around, form, next_steps(around))


def _too_few(request: HttpRequest, around: Surroundings, form: VisitorsForm) -> HttpResponse:
    # Who has a code may have more than everybody sees.
    left = None if form.has_code else seats_now(around.seats) or None
    form.show_too_few(left, can_wait=around.seats.waiting_list_has_room_for(form.person().number))
    return form_page(request, around, form)


def _open_for_codes(around: Surroundings) -> bool:
    """Return whether a full event may still have seats that are held back for an invitation code."""
    return around.facts.signup_status == SignupStatus.FULL and has_codes(around.event)


def _no_signup(request: HttpRequest, around: Surroundings) -> HttpResponse:
    reason = REFUSALS[around.facts.signup_status]
    text = gettext("You can find out more on the event page.")
    if around.facts.signup_status == SignupStatus.NOT_YET and around.facts.signup_opens_at:
        text = gettext("The event page says when it opens.")
    return message(request, str(reason.label), text, next_steps(around), around=around)


def _without_form(request: HttpRequest, around: Surroundings) -> HttpResponse:
    if around.event.signup_form is None:
        return _no_signup(request, around)
    return _closed_in_language(request, around)


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
