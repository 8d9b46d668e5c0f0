from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TermsConfig(AppConfig):
    name = "cms.terms"
    label = "terms"
    verbose_name = _("Terms")

    def ready(self) -> None:
        from .consequences import register_consequences

        register_consequences()
