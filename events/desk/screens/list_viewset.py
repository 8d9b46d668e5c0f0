"""A list in the admin of what only the domain writes."""

from django.urls import URLPattern, path
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import ModelPermissionPolicy


class NarrowPolicy(ModelPermissionPolicy):
    """Knows only these actions, whatever rights somebody has."""

    def __init__(self, model, *actions: str) -> None:
        super().__init__(model)
        self.actions = actions

    def user_has_permission(self, user, action) -> bool:
        return action in self.actions and super().user_has_permission(user, action)


class ListViewSet(ModelViewSet):
    """Wagtail's list without its forms to add, change and delete; personal data stays out of its search index."""

    actions: tuple[str, ...] = ("view",)
    search_backend_name = None
    copy_view_enabled = False
    add_to_reference_index = False

    @property
    def permission_policy(self) -> NarrowPolicy:
        return NarrowPolicy(self.model, *self.actions)

    def get_index_view_kwargs(self, **kwargs) -> dict:
        return super().get_index_view_kwargs(queryset=self.get_queryset(), **kwargs)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]

    def get_common_view_kwargs(self, **kwargs) -> dict:
        without = ["history_url_name", "usage_url_name", "add_url_name", "edit_url_name", "delete_url_name"]
        return super().get_common_view_kwargs(**{**dict.fromkeys(without), **kwargs})
