from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's accounts, with our rule on who may hand on which right."""

    user_viewset = "cms.users.viewset.GuardedUserViewSet"
    group_viewset = "cms.users.viewset.GuardedGroupViewSet"

    def ready(self) -> None:
        from .consequences import register_consequences

        super().ready()
        register_consequences()
