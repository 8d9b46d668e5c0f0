from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    label = "events"
    verbose_name = _("Events")

    def ready(self) -> None:
        from cms.generation.reading import register_numbers

        from .consequences.register import register_consequences
        from .followers import enter_followers
        from .mails import register_mails

        register_numbers("seats", ("events_seatbook", "event_id", "writes"))
        enter_followers()
        register_mails()
        register_consequences()
