"""The screens on which editors keep working groups."""

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views.snippets import DeleteView, EditView, IndexView, SnippetViewSet

from ..members.inviting import remove_everybody
from ..models.working_group import WorkingGroup
from .chooser import GuardedChooserViewSet
from .members import InviteAgainScreen, MembersScreen, RemoveScreen, members_url


class GroupIndexView(IndexView):
    def get_list_more_buttons(self, instance: WorkingGroup) -> list:
        members = []
        if MembersScreen.is_open_to(self.request.user):
            members = [Button(gettext("Members"), url=members_url(instance), icon_name="group", priority=1)]
        return [*members, *super().get_list_more_buttons(instance)]


class GroupEditView(EditView):
    @property
    def header_buttons(self) -> list:
        members = HeaderButton(gettext("Members"), url=members_url(self.object), icon_name="group")
        return [*super().header_buttons, members]


class GroupDeleteView(DeleteView):
    @property
    def confirmation_message(self) -> str:
        return gettext(
            "Are you sure you want to delete this working group? Its members can't read its drafts any more, and "
            "accounts that were for this group only are deleted, too."
        )


def remove_members_first(request: HttpRequest, instances: list) -> None:
    """End the memberships of groups that are being deleted, with all that belongs to it (hook before the deletion)."""
    if request.method == "POST":
        for instance in instances:
            if isinstance(instance, WorkingGroup):
                remove_everybody(instance)


class WorkingGroupViewSet(SnippetViewSet):
    model = WorkingGroup
    chooser_viewset_class = GuardedChooserViewSet
    icon = "group"
    menu_label = _("Working groups")
    menu_order = 200
    index_view_class = GroupIndexView
    edit_view_class = GroupEditView
    delete_view_class = GroupDeleteView
    copy_view_enabled = False
    list_display = ["name", Column("number_of_members", label=_("Members"))]
    search_fields = ["name"]
    ordering = ["name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[WorkingGroup]:
        return WorkingGroup.objects.annotate(number_of_members=Count("memberships"))

    def get_urlpatterns(self) -> list:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/members/", MembersScreen.as_view(), name="members"),
            path("<int:pk>/members/<int:membership>/again/", InviteAgainScreen.as_view(), name="invite_again"),
            path("<int:pk>/members/<int:membership>/remove/", RemoveScreen.as_view(), name="remove_member"),
        ]
