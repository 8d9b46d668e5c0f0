from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's accounts, with our rule on who may make an administrator."""

    user_viewset = "cms.users.viewset.GuardedUserViewSet"
