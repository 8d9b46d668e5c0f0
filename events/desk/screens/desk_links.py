"""What can be done with the sign-ups of an event, for the one screen from which staff go on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from cms.models import User

from ...models.event import Event
from .permissions import AT_THE_DESK, CHECK_IN, COUNT_NEEDS, ENTER, EXPORT, VIEW, VIEW_NEEDS, WRITE, may_any


@dataclass(frozen=True)
class DeskLink:
    """A way that is open to those who have one of ``permissions`` and all that are ``required``."""

    label: Any
    explanation: Any
    icon: str
    permissions: tuple[str, ...]
    url_of: Callable[[Event], str]
    required: tuple[str, ...] = ()

    def is_open_to(self, user: User) -> bool:
        return may_any(user, self.permissions) and user.has_perms(self.required)


@dataclass(frozen=True)
class ShownLink:
    label: Any
    explanation: Any
    icon: str
    url: str


@dataclass(frozen=True)
class LinkGroup:
    heading: Any
    links: list[ShownLink]


def links_for(user: User, event: Event) -> list[LinkGroup]:
    """Return the ways that are open to ``user``, in groups; a group without any is left out."""
    groups = [
        LinkGroup(
            heading,
            [
                ShownLink(link.label, link.explanation, link.icon, link.url_of(event))
                for link in links
                if link.is_open_to(user)
            ],
        )
        for heading, links in GROUPS
    ]
    return [group for group in groups if group.links]


def _of_event(name: str) -> Callable[[Event], str]:
    return lambda event: reverse(name, args=[event.pk])


def _list_of(name: str) -> Callable[[Event], str]:
    return lambda event: f"{reverse(name)}?{urlencode({'event': event.pk})}"


GROUPS = [
    (
        _("Before the day"),
        [
            DeskLink(
                _("Sign-ups"),
                _("The list of this event: read, decide, correct."),
                "list-ul",
                (VIEW,),
                _list_of("signups:index"),
            ),
            DeskLink(
                _("Enter a sign-up"),
                _("For somebody who calls, writes or comes in person."),
                "plus",
                (ENTER,),
                _of_event("signups:enter"),
                required=(VIEW,),
            ),
            DeskLink(
                _("Invitation codes"),
                _("Give organisations seats, or hold some back for them."),
                "key",
                ("events.view_invitationcode", "events.add_invitationcode", "events.change_invitationcode"),
                _list_of("invitation_codes:index"),
            ),
            DeskLink(
                _("Write to participants"),
                _("A mail to all or some, in each one's language."),
                "mail",
                (WRITE,),
                _of_event("messages:write"),
            ),
            DeskLink(
                _("Dates and seats"),
                _("The facts of the event: move it, add seats, cancel it."),
                "calendar-alt",
                ("events.change_event",),
                _of_event("wagtailsnippets_events_event:edit"),
            ),
            DeskLink(
                _("Access needs"),
                _("How many people need what, to order help; no names."),
                "group",
                (COUNT_NEEDS, VIEW_NEEDS),
                _of_event("event_need_counts"),
            ),
            DeskLink(
                _("Who needs what"),
                _("Names with their access needs. Every look is logged."),
                "group",
                (VIEW_NEEDS,),
                _of_event("need_details"),
            ),
        ],
    ),
    (
        _("On the day"),
        [
            DeskLink(
                _("Check-in"),
                _("Tick people off at the door, also on a phone."),
                "check",
                (CHECK_IN,),
                _of_event("check_in"),
            ),
            DeskLink(
                _("Attendance list"),
                _("A list to print, with room for signatures."),
                "clipboard-list",
                (VIEW, EXPORT, CHECK_IN),
                _of_event("attendance_list"),
            ),
        ],
    ),
    (
        _("For your files"),
        [
            DeskLink(
                _("Statistics"),
                _("By day, language and state, and who came; no names."),
                "history",
                AT_THE_DESK,
                _of_event("event_statistics"),
            ),
            DeskLink(
                _("Export sign-ups"),
                _("A table for Excel or another program. Every export is logged."),
                "download",
                (EXPORT,),
                _of_event("signup_export"),
            ),
            DeskLink(
                _("Copy for next year"),
                _("Facts and pages in all languages as drafts for another day; no sign-ups."),
                "copy",
                ("wagtailadmin.access_admin",),
                _of_event("copy_event"),
                required=("events.add_event", "events.change_event"),
            ),
        ],
    ),
]
