from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    label = "events"
    verbose_name = _("Events")

    def ready(self) -> None:
        from cms.generation.reading import register_numbers
        from cms.ground.shown_drafts import show_drafts_with

        from .consequences.register import register_consequences
        from .desk.editing.telling import enter_parts
        from .desk.writing.mail_texts import show_as_mail
        from .followers import enter_followers
        from .mails import register_mails
        from .models.mail_text import MailText
        from .models.signup_form import SignupForm
        from .public.form_preview import show_form

        register_numbers("seats", ("events_seatbook", "event_id", "writes"))
        enter_followers()
        register_mails()
        show_drafts_with(MailText, show_as_mail)
        show_drafts_with(SignupForm, show_form)
        register_consequences()
        enter_parts()
