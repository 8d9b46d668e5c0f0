"""What deleting a group does to its members, and to what only they could do."""

from collections.abc import Iterator

from django.contrib.auth.models import Group
from django.db.models import Count, QuerySet
from django.utils.translation import ngettext
from wagtail.models import GroupApprovalTask, PageViewRestriction

from ..consequences.consequence import Action, Consequence
from ..consequences.registry import enter
from ..models.user import User


def register_consequences() -> None:
    """Enter what this room does to people; called when the app is ready."""
    enter(Group, Action.DELETE, of_deleting)


def of_deleting(group: Group) -> Iterator[Consequence]:
    """Yield members who lose rights or the way in, pages that nobody may read, and approvals that nobody can give."""
    members = User.objects.filter(groups=group, is_active=True)
    if number := members.count():
        text = ngettext(
            "%(number)d person loses the rights of this group.",
            "%(number)d people lose the rights of this group.",
            number,
        )
        yield Consequence("members", number, text % {"number": number})
    if number := _only_of(group, members.filter(is_superuser=False)).count():
        text = ngettext(
            "%(number)d of them is in no other group and can't work here any more.",
            "%(number)d of them are in no other group and can't work here any more.",
            number,
        )
        yield Consequence("locked_out", number, text % {"number": number})
    if number := _without(group, PageViewRestriction.objects.filter(groups=group)).count():
        text = ngettext(
            "%(number)d restricted page is for nobody any more, with the pages below it.",
            "%(number)d restricted pages are for nobody any more, with the pages below them.",
            number,
        )
        yield Consequence("pages_for_nobody", number, text % {"number": number})
    if number := _without(group, GroupApprovalTask.objects.filter(groups=group, active=True)).count():
        text = ngettext(
            "Nobody but superusers can approve any more in %(number)d task of the workflow.",
            "Nobody but superusers can approve any more in %(number)d tasks of the workflow.",
            number,
        )
        yield Consequence("nobody_approves", number, text % {"number": number})


def _only_of(group: Group, members: QuerySet[User]) -> QuerySet[User]:
    return members.exclude(groups__in=Group.objects.exclude(pk=group.pk))


def _without(group: Group, rows: QuerySet) -> QuerySet:
    """Return those of the rows that name no other group."""
    alone = rows.model._default_manager.annotate(number=Count("groups")).filter(number=1)
    return rows.filter(pk__in=alone.values("pk"))
