from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.ground.raises import NEVER_SHOWN


class MailState(models.TextChoices):
    QUEUED = "queued", _("queued")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    STOPPED = "stopped", _("no longer needed")


class Mail(models.Model):
    """The outbox: one row for each mail that is owed.

    A row about a sign-up holds no address and no text: they are made when the mail is sent, from ``kind`` and
    ``payload``, so erasing a person erases the mail too. ``payload`` is emptied once the mail is out, or can't
    come back any more.
    """

    raises = NEVER_SHOWN

    kind = models.CharField(_("kind"), max_length=60)
    language = models.CharField(_("language"), max_length=20)
    payload = models.JSONField(_("what it is about"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=MailState, default=MailState.QUEUED)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now)
    leased_until = models.DateTimeField(_("taken by a worker until"), null=True, blank=True)
    error = models.CharField(_("last error"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("queued at"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["state", "next_try_at"], name="mail_due"),
            models.Index(fields=["state", "created_at"], name="mail_by_time"),
        ]
        constraints = [models.CheckConstraint(condition=models.Q(state__in=MailState.values), name="mail_state_known")]

    def __str__(self) -> str:
        return f"{self.kind} {self.language} {self.state}"
