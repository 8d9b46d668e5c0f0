"""Who invited or removed members of working groups, in Wagtail's log: who, what and when, never an address."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from cms.models import User

from .models.working_group import WorkingGroup

ACTIONS = {
    "downloads.invite": (_("Members invited"), _("Invited members")),
    "downloads.invite_again": (_("Invitation sent again"), _("Sent an invitation again")),
    "downloads.remove_member": (_("Member removed"), _("Removed a member")),
}


def note(action: str, group: WorkingGroup, user: User, **counts: int) -> ModelLogEntry:
    """Write one line into the log: ``user`` did ``action`` in this working group."""
    return log(group, f"downloads.{action}", user=user, data=counts or None)


def register_actions(actions) -> None:
    """Name our actions for the reports of the admin (hook ``register_log_actions``)."""
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action, label, message)
