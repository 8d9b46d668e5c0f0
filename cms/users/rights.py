"""What somebody may hand on: nobody gives a right that they lack, nor touches an account or a group that has one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupApprovalTask, GroupCollectionPermission, GroupPagePermission

from ..models.user import User

LACKING = _("You can only give rights that you have yourself.")


@dataclass
class Rights:
    """Rights on models by permission, on branches of pages or collections by permission and path, and approvals."""

    on_models: set[int] = field(default_factory=set)
    # The permission, and the path below which it holds: paths of pages and of collections have nothing in common.
    on_branches: set[tuple[int, str]] = field(default_factory=set)
    # Approving publishes, whatever other rights somebody has.
    approvals: set[int] = field(default_factory=set)

    def add(self, other: "Rights") -> None:
        self.on_models |= other.on_models
        self.on_branches |= other.on_branches
        self.approvals |= other.approvals

    def cover(self, other: "Rights") -> bool:
        """Tell whether everything in ``other`` is among these."""
        return (
            other.on_models <= self.on_models
            and other.approvals <= self.approvals
            and all(self.reach(permission, path) for permission, path in other.on_branches)
        )

    def reach(self, permission: int, path: str) -> bool:
        """Tell whether a permission is held on this branch or on one above it."""
        return any(held == permission and path.startswith(above) for held, above in self.on_branches)


class Reach:
    """How far the rights of ``actor`` go, asked once for a whole screen."""

    def __init__(self, actor: User) -> None:
        self.actor = actor
        self._of_groups = rights_of_groups()
        self.rights = self._of(actor)

    def covers_group(self, group: Group) -> bool:
        return self._is_unlimited() or self.rights.cover(self._of_groups[group.pk])

    def covers_account(self, account: User) -> bool:
        if self._is_unlimited() or account.pk == self.actor.pk:
            return True
        return not account.is_superuser and self.rights.cover(self._of(account))

    def covers_branch(self, permission: Permission, path: str) -> bool:
        return self._is_unlimited() or self.rights.reach(permission.pk, path)

    def groups(self) -> list[int]:
        """Return the keys of all groups that may be given to somebody."""
        return [group.pk for group in Group.objects.all() if self.covers_group(group)]

    def permissions(self) -> set[int]:
        """Return the keys of all permissions on models that may be given to a group."""
        if self._is_unlimited():
            return set(Permission.objects.values_list("pk", flat=True))
        return self.rights.on_models

    def _is_unlimited(self) -> bool:
        return self.actor.is_active and self.actor.is_superuser

    def _of(self, account: User) -> Rights:
        rights = Rights({permission.pk for permission in account.user_permissions.all()})
        for group in account.groups.all():
            rights.add(self._of_groups[group.pk])
        return rights


def rights_of_groups() -> dict[int, Rights]:
    """Return the rights of every group, in four questions however many there are."""
    of_groups: dict[int, Rights] = defaultdict(Rights)
    for group, permission in Group.permissions.through.objects.values_list("group_id", "permission_id"):
        of_groups[group].on_models.add(permission)
    for rows, place in ((GroupPagePermission, "page"), (GroupCollectionPermission, "collection")):
        for group, permission, path in rows.objects.values_list("group_id", "permission_id", f"{place}__path"):
            of_groups[group].on_branches.add((permission, path))
    for group, task in _approvals():
        of_groups[group].approvals.add(task)
    return of_groups


def _approvals() -> Iterable[tuple[int, int]]:
    return GroupApprovalTask.groups.through.objects.values_list("group_id", "groupapprovaltask_id")
