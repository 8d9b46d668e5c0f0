from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    label = "cms"
    verbose_name = _("Website")

    def ready(self) -> None:
        from django.core import checks
        from wagtail.models import UploadedFile

        from .admin_routes.copying import offer_no_copies
        from .checks import check_models
        from .frame.consequences import register_frame_consequences
        from .login import mails as login_mails
        from .password_reset import mails as password_mails
        from .pictures.fields import WaitingFile
        from .pictures.moving_png import let_moving_png_be_opened
        from .site_address.consequences import register_consequences
        from .site_address.views import guard_sites

        let_moving_png_be_opened()
        checks.register(check_models, checks.Tags.models)
        register_consequences()
        register_frame_consequences()
        guard_sites()
        offer_no_copies()
        login_mails.register_mails()
        password_mails.register_mails()
        # What waits for a missing text, when several files come at once, waits where no address leads.
        UploadedFile._meta.get_field("file").attr_class = WaitingFile
