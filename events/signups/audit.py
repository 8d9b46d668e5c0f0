"""Who read, exported, changed or erased personal data, in Wagtail's log: who, what and when, never the contents."""

from collections.abc import Iterable

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from cms.models import User

from ..models.event import Event
from ..models.signup import Signup

# A list is fetched anew with every letter of a search; so many seconds one line in the log stands for all of them.
LOOKED_AT = 300
ACTIONS = {
    "events.list": (_("List of sign-ups"), _("Looked at the list of sign-ups")),
    "events.read": (_("Sign-up read"), _("Read a sign-up")),
    "events.enter": (_("Sign-up entered"), _("Entered a sign-up")),
    "events.decide": (_("Sign-up decided"), _("Decided on a sign-up")),
    "events.correct": (_("Sign-up corrected"), _("Corrected a sign-up")),
    "events.cancel": (_("Sign-up cancelled"), _("Cancelled a sign-up")),
    "events.erase": (_("Sign-up erased"), _("Erased a sign-up")),
    "events.check_in": (_("Check-in"), _("Checked somebody in, or took it back")),
    "events.export": (_("Sign-ups exported"), _("Exported sign-ups")),
    "events.print": (_("Attendance list"), _("Opened the attendance list")),
    "events.needs": (_("Access needs read"), _("Read access needs")),
    "events.message": (_("Message sent"), _("Sent a message to participants")),
    "events.mail": (_("Failed mail"), _("Took care of a mail that had failed")),
    "events.release": (_("Holds released"), _("Released holds that nobody confirmed")),
}


def note(action: str, about: Event | Signup, user: User, **data) -> ModelLogEntry:
    """Write one line into the log: ``user`` did ``action`` to a sign-up or to those of an event.

    ``data`` holds counts and states only: nothing that somebody typed.
    """
    return log(about, f"events.{action}", user=user, data=data or None)


def note_looked_at(events: Iterable[Event], user: User) -> None:
    """Note once in a while that somebody looked at the sign-ups of these events."""
    for event in sorted(events, key=lambda event: event.pk):
        if cache.add(f"events.desk.looked_at.{user.pk}.{event.pk}", True, LOOKED_AT):
            note("list", event, user)


def register_actions(actions) -> None:
    """Name our actions for the reports of the admin (hook ``register_log_actions``)."""
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action, label, message)
