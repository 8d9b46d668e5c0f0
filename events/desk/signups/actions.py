"""What can be done with a sign-up now: a button stands where the domain sees no obstacle."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.models import User

from ...models.event import Event
from ...models.signup import Signup
from ...signups import Reason, obstacles
from ..screens.permissions import CHANGE, DECIDE, ERASE, VIEW


@dataclass(frozen=True)
class Action:
    """``asks_first`` is false for what is done with the first click."""

    name: str
    label: Any
    icon: str
    permission: str
    obstacle: Callable[[Event, Signup, datetime], Reason | None]
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
        if user.has_perm(action.permission) and action.obstacle(signup.event, signup, now) is None
    ]


def _to_print(event: Event, signup: Signup, now: datetime) -> Reason | None:
    return None if signup.is_active else Reason.CHANGED


def _to_nothing(event: Event, signup: Signup, now: datetime) -> None:
    return None


ACTIONS = [
    Action("confirm", _("Confirm for the person"), "check", CHANGE, obstacles.to_confirming, css_class=""),
    Action("approve", _("Approve the sign-up"), "check", DECIDE, obstacles.to_deciding, asks_first=False, css_class=""),
    Action("decline", _("Decline the sign-up"), "cross", DECIDE, obstacles.to_deciding),
    Action("reopen", _("Reopen the sign-up"), "undo", CHANGE, obstacles.to_reopening),
    Action("exception", _("Give a seat beyond the capacity"), "plus", CHANGE, obstacles.to_an_exception),
    Action("accept", _("Take the seat for the person"), "check", CHANGE, obstacles.to_accepting, css_class=""),
    Action("correct", _("Correct the details"), "edit", CHANGE, obstacles.to_correcting),
    Action("address", _("Change the e-mail address"), "mail", CHANGE, obstacles.to_correcting),
    Action("again", _("Send the mail again"), "mail", CHANGE, obstacles.to_sending_again, asks_first=False),
    Action("sheet", _("Print the sheet"), "download", VIEW, _to_print),
    Action(
        "cancel",
        _("Cancel the sign-up"),
        "cross",
        CHANGE,
        obstacles.to_cancelling_by_staff,
        css_class="button-secondary no",
    ),
    Action("erase", _("Erase the data"), "bin", ERASE, _to_nothing, css_class="button-secondary no"),
]
