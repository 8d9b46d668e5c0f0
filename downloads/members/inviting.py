"""How somebody becomes a member of a working group, and how that ends. The only writer of memberships."""

from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from cms.mail.outbox import forget, queue, queue_first

from ..models.working_group import Membership, WorkingGroup
from .accounts import account_with_address, is_for_reading_only, new_account
from .mails import INVITATION


class Outcome(StrEnum):
    """What became of one address that an editor has entered."""

    INVITED = "invited"
    MEMBER_ALREADY = "member_already"
    SWITCHED_OFF = "switched_off"


def invite(group: WorkingGroup, address: str, language: str) -> Outcome:
    """Make whoever has this address a member, and owe them a mail in ``language``.

    An account that is there already is added as it is; a new one has no password and no rights.
    """
    with transaction.atomic():
        user = account_with_address(address) or new_account(address)
        if not user.is_active:
            return Outcome.SWITCHED_OFF
        membership, is_new = Membership.objects.get_or_create(working_group=group, user=user)
        if not is_new:
            return Outcome.MEMBER_ALREADY
        queue_first(INVITATION, language, {"membership": membership.pk})
        return Outcome.INVITED


def invite_again(membership: Membership, language: str) -> None:
    """Owe a member the invitation once more, with a link that lasts anew."""
    with transaction.atomic():
        Membership.objects.filter(pk=membership.pk).update(invited_at=timezone.now())
        queue(INVITATION, language, {"membership": membership.pk})


def remove(membership: Membership) -> bool:
    """End a membership at once; return whether the account went with it.

    An account that an invitation made and that belongs to no group any more is of no use, so its data goes.
    """
    user = membership.user
    with transaction.atomic():
        forget("membership", membership.pk)
        membership.delete()
        is_over = not user.memberships.exists() and is_for_reading_only(user)
        if is_over:
            forget("account", user.pk)
            user.delete()
    return is_over


def remove_everybody(group: WorkingGroup) -> None:
    """End all memberships of a group that is about to be deleted."""
    with transaction.atomic():
        for membership in group.memberships.select_related("user"):
            remove(membership)
