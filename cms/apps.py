from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    label = "cms"
    verbose_name = _("Website")

    def ready(self) -> None:
        from .admin_routes.copying import offer_no_copies
        from .password_reset.mails import register_mails

        offer_no_copies()
        register_mails()
