"""The personal page: how the sign-up stands, what is stored, and what the person can do with it."""

from datetime import datetime

from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation

from cms.forms.nobodys_answers import nobodys
from cms.ground.signed_links import BadLink
from cms.ground.steady_clock import steady_now

from ...models.enums import EventStatus, SignupState
from ...models.erasing_dates import erasing_of
from ...models.signup import Signup
from ...pages.online_access import online_access
from ...questions.full_choices import full_choices
from ...signups import obstacles, place_in_queue
from ...signups.secret_links import Purpose, accept_path, confirm_path, make_token, read_token
from ..answers import surroundings, unknown_link
from .on_the_day import on_the_day
from .people import people_of
from .stored_data import consent, history, how_it_stands, what_you_told_us
from .wording import words_for


class Panel(TextChoices):
    """The boxes at the top of the page, of which one is true: a state of the sign-up, or what the clock made of it."""

    UNCONFIRMED = SignupState.UNCONFIRMED.value
    UNCONFIRMED_PLACE = "unconfirmed_place"
    PENDING = SignupState.PENDING.value
    CONFIRMED = SignupState.CONFIRMED.value
    OFFERED = SignupState.OFFERED.value
    OFFER_ENDED = "offer_ended"
    WAITING = SignupState.WAITING.value
    WAITED_IN_VAIN = "waited_in_vain"
    DECLINED = SignupState.DECLINED.value
    CANCELLED = SignupState.CANCELLED.value
    EXPIRED = SignupState.EXPIRED.value
    OVER = "over"


@nobodys("GET")
def personal(request: HttpRequest, token: str) -> HttpResponse:
    """Show a person's own sign-up: its state, the place in the queue and what is stored."""
    try:
        signup = read_token(token, Purpose.PERSONAL)
    except BadLink:
        return unknown_link(request)
    words = words_for(signup)
    around = surroundings(request, signup.event)
    panel = panel_of(signup, steady_now())
    event = signup.event
    comes = panel == Panel.CONFIRMED and event.status != EventStatus.CANCELLED and event.has_a_date
    context = {
        **around.context,
        "words": words,
        "PANEL": Panel,
        "panel": panel,
        "name": signup.full_name,
        "reference": signup.reference,
        "day": on_the_day(signup, around) if comes else None,
        "place": place_in_queue(signup),
        "until": signup.answer_by,
        "reason": {"text": signup.reason, "lang": signup.language},
        "next_url": next_path(signup),
        "is_saved": request.GET.get("saved") == "1",
        "is_event_cancelled": signup.event.status == EventStatus.CANCELLED,
        "full_choices": full_choices(signup, translation.get_language()) if signup.holds_a_seat else [],
        "people": people_of(signup),
        "data": what_you_told_us(signup),
        "standing": how_it_stands(signup),
        "history": history(signup),
        "consent": consent(signup),
        # A hold and an offer end earlier, and their box says when.
        "cancel_until": event.cancellable_until if _has_a_deadline(signup) else None,
        "erased_at": erasing_of(event).signups if event.has_a_date else None,
        "online": online_access(signup, translation.get_language()),
        "urls": _urls(signup),
        "crumb_title": words.title,
    }
    return render(request, "events/signup_personal.html", context)


def _has_a_deadline(signup: Signup) -> bool:
    return signup.holds_a_seat and not signup.expires_at and signup.event.has_a_date


def panel_of(signup: Signup, now: datetime) -> Panel:
    """Return which of the boxes is true now; the worker may be a moment behind the clock."""
    if not signup.is_active:
        return Panel(signup.state)
    waits = signup.state == SignupState.WAITING
    if signup.event.is_over(now):
        return Panel.OVER
    if signup.expires_at and now >= signup.expires_at:
        return Panel.OFFER_ENDED if signup.state == SignupState.OFFERED else Panel.EXPIRED
    if signup.verified_at is None:
        return Panel.UNCONFIRMED_PLACE if waits else Panel.UNCONFIRMED
    if waits and signup.event.has_started(now):
        # Nobody gets a seat any more.
        return Panel.WAITED_IN_VAIN
    return Panel(signup.state)


def next_path(signup: Signup) -> str:
    """Return the address of the button that the sign-up waits for, or an empty text."""
    if signup.is_active and signup.verified_at is None:
        return confirm_path(signup)
    return accept_path(signup) if signup.state == SignupState.OFFERED else ""


def may_correct(signup: Signup) -> bool:
    """Return whether the way to the form that corrects is shown."""
    return obstacles.to_correcting(signup.event, signup, timezone.now()) is None


def may_cancel(signup: Signup) -> bool:
    """Return whether the way to give the seat or the place back is shown."""
    return obstacles.to_cancelling(signup.event, signup, timezone.now()) is None


def _urls(signup: Signup) -> dict[str, str]:
    token = make_token(signup, Purpose.PERSONAL)
    urls = {name: reverse(f"events:{name}", args=[token]) for name in ("download", "erase")}
    urls["correct"] = reverse("events:correct", args=[token]) if may_correct(signup) else ""
    urls["cancel"] = reverse("events:cancel", args=[token]) if may_cancel(signup) else ""
    comes = signup.event.has_a_date and not signup.event.is_over(timezone.now())
    has_a_date = signup.state == SignupState.CONFIRMED and comes
    urls["calendar"] = reverse("events:personal_calendar", args=[token]) if has_a_date else ""
    return urls
