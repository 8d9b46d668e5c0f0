"""Accounts in bulk, behind our rule: Wagtail asks whether somebody may change accounts, not whose."""

from django.db import transaction
from django.db.models import F
from django.forms import BaseForm
from django.utils.functional import cached_property
from wagtail.users.views.bulk_actions.assign_role import AssignRoleBulkAction
from wagtail.users.views.bulk_actions.delete import DeleteBulkAction
from wagtail.users.views.bulk_actions.set_active_state import SetActiveStateBulkAction

from ..models.user import User
from .rights import Reach


class WithinReach:
    """Leaves out accounts with rights that the person lacks; Wagtail's page then says that it did."""

    @cached_property
    def reach(self) -> Reach:
        return Reach(self.request.user)

    def check_perm(self, obj: User) -> bool:
        return super().check_perm(obj) and self.reach.covers_account(obj)


class GuardedSetActiveState(WithinReach, SetActiveStateBulkAction):
    @classmethod
    def execute_action(cls, objects, mark_as_active=False, **kwargs):
        done = super().execute_action(objects, mark_as_active=mark_as_active, **kwargs)
        if not mark_as_active:
            # One query changed them all, so nobody's save() has ended their sessions.
            User.objects.filter(pk__in=[user.pk for user in objects], is_active=False).update(
                sessions_ended=F("sessions_ended") + 1
            )
        return done


class GuardedDelete(WithinReach, DeleteBulkAction):
    @classmethod
    def execute_action(cls, objects, **kwargs):
        # Wagtail's one query would pass by what an account does when it is deleted.
        with transaction.atomic():
            for user in objects:
                user.delete()
        return len(objects), 0


class GuardedAssignRole(WithinReach, AssignRoleBulkAction):
    def get_form(self, form_class=None) -> BaseForm:
        form = super().get_form(form_class)
        form.fields["role"].queryset = form.fields["role"].queryset.filter(pk__in=self.reach.groups())
        return form


GUARDED_ACTIONS = (GuardedAssignRole, GuardedSetActiveState, GuardedDelete)
