from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    label = "home"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from cms.mail.registry import register
        from events.pages.outcomes import enter_outcomes

        from .mails import BARRIER_REPORT, barrier_report_mail
        from .plan_goals import goals_of_event
        from .roles import ensure_roles

        register(BARRIER_REPORT, barrier_report_mail, _("Report of a barrier"))
        enter_outcomes(goals_of_event)
        post_migrate.connect(ensure_roles, sender=self)
