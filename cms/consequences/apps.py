from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsequencesConfig(AppConfig):
    name = "cms.consequences"
    label = "consequences"
    verbose_name = _("Consequences")

    def ready(self) -> None:
        from wagtail.models import Page

        from .consequence import Action
        from .of_pages import of_deleting
        from .registry import enter

        enter(Page, Action.DELETE, of_deleting)
