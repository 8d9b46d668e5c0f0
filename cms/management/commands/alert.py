"""Tells those who run the site what is wrong; a timer starts it every few minutes (deploy/systemd)."""

from smtplib import SMTPException

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from cms.health.alerting import alert, wrong


class Command(BaseCommand):
    help = "Mails what is wrong to ALERT_EMAILS, not through the worker; fails when something is wrong."

    def handle(self, *args, **options):
        now = timezone.now()
        with translation.override(settings.LANGUAGE_CODE):
            found = wrong(now)
            for trouble in found:
                self.stdout.write(str(trouble.sentence))
            try:
                self.stdout.write(alert(found, now))
            except (OSError, SMTPException) as error:
                raise CommandError(f"The mail could not be sent ({type(error).__name__}).", returncode=2) from error
        if found:
            raise CommandError(f"Wrong: {', '.join(sorted({trouble.name for trouble in found}))}.", returncode=1)
