from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    label = "events"
    verbose_name = _("Events")

    def ready(self) -> None:
        from cms.generation.reading import register_numbers

        from .consequences.register import register_consequences
        from .desk.writing.mail_texts import show_as_mail
        from .followers import enter_followers
        from .mails import register_mails
        from .models.preview_as_mail import show_mail_texts_with

        register_numbers("seats", ("events_seatbook", "event_id", "writes"))
        enter_followers()
        register_mails()
        show_mail_texts_with(show_as_mail)
        register_consequences()
