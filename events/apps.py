from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    label = "events"
    verbose_name = _("Events")

    def ready(self) -> None:
        from .consequences.register import register_consequences
        from .mails import register_mails

        register_mails()
        register_consequences()
