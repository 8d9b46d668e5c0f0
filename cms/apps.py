from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    label = "cms"
    verbose_name = _("Website")

    def ready(self) -> None:
        from wagtail.models import UploadedFile

        from .admin_routes.copying import offer_no_copies
        from .login import mails as login_mails
        from .password_reset import mails as password_mails
        from .pictures.fields import WaitingFile
        from .pictures.moving_png import let_moving_png_be_opened

        let_moving_png_be_opened()
        offer_no_copies()
        login_mails.register_mails()
        password_mails.register_mails()
        # What waits for a missing text, when several files come at once, waits where no address leads.
        UploadedFile._meta.get_field("file").attr_class = WaitingFile
