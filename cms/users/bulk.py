"""Wagtail lets everybody who may change accounts lock out a superuser from the list; we don't."""

from wagtail.users.views.bulk_actions.set_active_state import SetActiveStateBulkAction

from cms.models import User


class GuardedSetActiveState(SetActiveStateBulkAction):
    def check_perm(self, obj: User) -> bool:
        return super().check_perm(obj) and (self.request.user.is_superuser or not obj.is_superuser)
