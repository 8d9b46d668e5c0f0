"""Wagtail lets everybody who may change accounts make superusers, or take over their accounts; we don't.

Whose account or group an address may name, the table of routes says (``cms.admin_routes.objects``); here stands what a
form may give.
"""

from django.forms import BaseForm, HiddenInput
from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.users.views import groups, users

from cms.consequences.edit_view import AsksBeforeDeleting
from cms.ground.private_search import PrivateSearchView

from .account_forms import AccountCreationForm, AccountForm
from .rights import LACKING, Reach


class KnowsReach:
    """What the person who looks at this screen may hand on."""

    request: HttpRequest

    @cached_property
    def reach(self) -> Reach:
        return Reach(self.request.user)


class GivesOwnRights(KnowsReach):
    """A form of an account: the tick for superusers and groups with more rights than one's own are out of reach."""

    def get_form(self, form_class=None) -> BaseForm:
        form = super().get_form(form_class)
        if not self.request.user.is_superuser and "is_superuser" in form.fields:
            # What is posted then counts nothing.
            form.fields["is_superuser"].disabled = True
            form.fields["is_superuser"].widget = HiddenInput()
            form.fields["is_superuser"].label = form.fields["is_superuser"].help_text = ""
        form.fields["groups"].queryset = form.fields["groups"].queryset.filter(pk__in=self.reach.groups())
        return form


class GuardedUserCreateView(GivesOwnRights, users.CreateView):
    pass


class GuardedUserEditView(GivesOwnRights, users.EditView):
    pass


class GuardedUserIndexView(KnowsReach, PrivateSearchView, users.IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().prefetch_related("groups", "user_permissions")

    def get_edit_url(self, instance) -> str | None:
        return super().get_edit_url(instance) if self.reach.covers_account(instance) else None

    def get_delete_url(self, instance) -> str | None:
        return super().get_delete_url(instance) if self.reach.covers_account(instance) else None


class GuardedUserViewSet(users.UserViewSet):
    add_view_class = GuardedUserCreateView
    edit_view_class = GuardedUserEditView
    index_view_class = GuardedUserIndexView
    create_template_name = "users/create.html"
    edit_template_name = "users/edit.html"
    index_template_name = "users/index.html"
    index_results_template_name = "users/index_results.html"

    def get_form_class(self, for_update: bool = False) -> type[BaseForm]:
        return AccountForm if for_update else AccountCreationForm


class GrantsOwnRights(KnowsReach):
    """A form of a group: rights that one lacks are not offered, and stay as they are."""

    def get_form(self, form_class=None) -> BaseForm:
        form = super().get_form(form_class)
        within_reach = form.registered_permissions.filter(pk__in=self.reach.permissions())
        form.registered_permissions = within_reach
        form.fields["permissions"].queryset = within_reach.select_related("content_type")
        return form

    def is_valid(self, form: BaseForm) -> bool:
        if not super().is_valid(form):
            return False
        return all(self._stays_within_reach(panel) for panel in self.permission_panel_forms)

    def _stays_within_reach(self, panel) -> bool:
        """Tell whether a panel grants nothing that its author lacks; otherwise say so at the place."""
        wrong = [form for form in panel.forms if form not in panel.deleted_forms and self._lacks(form.cleaned_data)]
        for form in wrong:
            form.add_error("permissions", LACKING)
            # Wagtail's panel shows no errors of this field.
            self.produced_error_message = LACKING
        return not wrong

    def _lacks(self, granted: dict) -> bool:
        place = granted.get("page") or granted.get("collection")
        if place is None:
            return False
        return not all(self.reach.covers_branch(permission, place.path) for permission in granted["permissions"])


class GuardedGroupCreateView(GrantsOwnRights, groups.CreateView):
    pass


class GuardedGroupEditView(GrantsOwnRights, groups.EditView):
    pass


class GuardedGroupDeleteView(AsksBeforeDeleting, groups.DeleteView):
    pass


class GuardedGroupIndexView(KnowsReach, groups.IndexView):
    @cached_property
    def columns(self) -> list[Column]:
        label = groups.IndexView.columns[0].label
        return [TitleColumn("name", label=label, sort_key="name", get_url=self.get_edit_url)]

    def get_edit_url(self, instance) -> str | None:
        return super().get_edit_url(instance) if self.reach.covers_group(instance) else None

    def get_delete_url(self, instance) -> str | None:
        return super().get_delete_url(instance) if self.reach.covers_group(instance) else None


class GuardedGroupViewSet(groups.GroupViewSet):
    add_view_class = GuardedGroupCreateView
    edit_view_class = GuardedGroupEditView
    delete_view_class = GuardedGroupDeleteView
    index_view_class = GuardedGroupIndexView
