from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsequencesConfig(AppConfig):
    name = "cms.consequences"
    label = "consequences"
    verbose_name = _("Consequences")
