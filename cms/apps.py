from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    label = "cms"
    verbose_name = _("Website")

    def ready(self) -> None:
        from django.core import checks
        from django.db.models.signals import post_migrate

        from .checks import check_models
        from .forms.editors_forms import clean_editors_fields
        from .frame.consequences import register_frame_consequences
        from .generation.triggers import make_triggers
        from .login import mails as login_mails
        from .password_reset import mails as password_mails
        from .site_address.consequences import register_consequences
        from .upstream.django import wrap_django
        from .upstream.wagtail import wrap_wagtail
        from .upstream.wagtail_localize import wrap_wagtail_localize
        from .upstream.willow import wrap_willow
        from .videos.consequences import register_video_consequences

        wrap_django()
        wrap_wagtail()
        wrap_wagtail_localize()
        wrap_willow()
        clean_editors_fields()
        post_migrate.connect(make_triggers, sender=self)
        checks.register(check_models, checks.Tags.models)
        register_consequences()
        register_frame_consequences()
        register_video_consequences()
        login_mails.register_mails()
        password_mails.register_mails()
