"""What deleting a working group does to those who read with it."""

from collections.abc import Iterator

from django.utils.translation import ngettext

from cms.consequences.consequence import Consequence

from ..models.publication import Publication
from ..models.working_group import WorkingGroup


def of_deleting(group: WorkingGroup) -> Iterator[Consequence]:
    """Yield how many people lose how many publications."""
    if members := group.memberships.count():
        text = ngettext(
            "%(number)d member can't read the group's drafts any more. An account only for this group is deleted.",
            "%(number)d members can't read the group's drafts any more. Accounts only for this group are deleted.",
            members,
        )
        yield Consequence("members_lost", members, text % {"number": members})
    publications = Publication.objects.filter(working_groups=group, live=True, release_at__isnull=False).count()
    if publications:
        text = ngettext(
            "%(number)d publication is meant for this group.",
            "%(number)d publications are meant for this group.",
            publications,
        )
        yield Consequence("publications_of_group", publications, text % {"number": publications})
