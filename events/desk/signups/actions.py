"""What can be done with a sign-up now: one rule for the buttons; the domain checks once more."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.models import User

from ...models.enums import EventStatus, SignupState
from ...models.signup import Signup
from ...signups.decisions import may_be_reopened
from ..screens.permissions import CHANGE, DECIDE, ERASE, VIEW


@dataclass(frozen=True)
class Action:
    """``asks_first`` is false for what is done with the first click."""

    name: str
    label: Any
    icon: str
    permission: str
    is_possible: Callable[[Signup, datetime], bool]
    asks_first: bool = True
    css_class: str = "button-secondary"


@dataclass(frozen=True)
class Button:
    action: Action
    url: str


def buttons_for(user: User, signup: Signup, now: datetime) -> list[Button]:
    """Return what this user can do with the sign-up at this moment."""
    if signup.anonymised_at:
        return []
    return [
        Button(action, reverse(f"signups:{action.name}", args=[signup.pk]))
        for action in ACTIONS
        if user.has_perm(action.permission) and action.is_possible(signup, now)
    ]


def _to_be_decided(signup: Signup, now: datetime) -> bool:
    return signup.state == SignupState.PENDING and _takes_place(signup) and now < signup.event.ends_at


def _to_be_reopened(signup: Signup, now: datetime) -> bool:
    return may_be_reopened(signup) and _takes_place(signup) and now < signup.event.starts_at


def _waits(signup: Signup, now: datetime) -> bool:
    waits = signup.state == SignupState.WAITING and signup.verified_at is not None
    return waits and _takes_place(signup) and now < signup.event.ends_at


def _offered(signup: Signup, now: datetime) -> bool:
    lasts = signup.expires_at is None or now < signup.expires_at
    return signup.state == SignupState.OFFERED and lasts and _takes_place(signup) and now < signup.event.starts_at


def _active(signup: Signup, now: datetime) -> bool:
    return signup.is_active


def _active_before_the_end(signup: Signup, now: datetime) -> bool:
    return signup.is_active and now < signup.event.ends_at


def _always(signup: Signup, now: datetime) -> bool:
    return True


def _takes_place(signup: Signup) -> bool:
    return signup.event.status != EventStatus.CANCELLED


def _to_be_confirmed(signup: Signup, now: datetime) -> bool:
    lasts = signup.expires_at is None or now < signup.expires_at
    unverified = signup.is_active and signup.verified_at is None
    return unverified and lasts and _takes_place(signup) and now < signup.event.starts_at


ACTIONS = [
    Action("confirm", _("Confirm for the person"), "check", CHANGE, _to_be_confirmed, css_class=""),
    Action("approve", _("Approve the sign-up"), "check", DECIDE, _to_be_decided, asks_first=False, css_class=""),
    Action("decline", _("Decline the sign-up"), "cross", DECIDE, _to_be_decided),
    Action("reopen", _("Reopen the sign-up"), "undo", CHANGE, _to_be_reopened),
    Action("exception", _("Give a seat beyond the capacity"), "plus", CHANGE, _waits),
    Action("accept", _("Take the seat for the person"), "check", CHANGE, _offered, css_class=""),
    Action("correct", _("Correct the details"), "edit", CHANGE, _active_before_the_end),
    Action("address", _("Change the e-mail address"), "mail", CHANGE, _active_before_the_end),
    Action("sheet", _("Print the sheet"), "download", VIEW, _active),
    Action("cancel", _("Cancel the sign-up"), "cross", CHANGE, _active_before_the_end, css_class="button-secondary no"),
    Action("erase", _("Erase the data"), "bin", ERASE, _always, css_class="button-secondary no"),
]
