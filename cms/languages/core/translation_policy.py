"""Rights on a kind of snippet that is translated."""

from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail.admin.menu import MenuItem
from wagtail.models import TranslatableMixin
from wagtail.permissions import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

from .own_languages import works_on
from .shared_fields import is_source

SUBMIT = "wagtail_localize.submit_translation"


class TranslationPolicy(ModelPermissionPolicy):
    """Who submits translations changes those, and nothing in German; nobody changes another language than the own."""

    def user_has_permission(self, user, action: str) -> bool:
        """Return whether the user may do this with some of them."""
        return super().user_has_permission(user, action) or (action == "change" and user.has_perm(SUBMIT))

    def user_has_permission_for_instance(self, user, action: str, instance: TranslatableMixin) -> bool:
        """Return whether the user may do this with this one."""
        if not works_on(user, instance):
            return False
        may = super().user_has_permission(user, action)
        return may or (action == "change" and not is_source(instance) and user.has_perm(SUBMIT))


class TranslatedViewSet(SnippetViewSet):
    """For the screens of a snippet that is translated."""

    @property
    def permission_policy(self) -> TranslationPolicy:
        return TranslationPolicy(self.model)

    @cached_property
    def menu_item_class(self) -> type[MenuItem]:
        """Lead to the list those who may do something with what is German; translators come from the board."""
        policy, wanted = ModelPermissionPolicy(self.model), self.index_view_class.any_permission_required

        def is_shown(item: MenuItem, request: HttpRequest) -> bool:
            return policy.user_has_any_permission(request.user, wanted)

        return type("MenuItemOfOriginals", (MenuItem,), {"is_shown": is_shown})
