from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.ground.raises import NEVER_SHOWN


class JournalEntry(models.Model):
    """One line of the journal of erasures; the row is the outbox in which it waits to be written.

    ``public_id`` tells nothing about anybody. ``written_at`` is empty as long as the journal lacks the line.
    """

    raises = NEVER_SHOWN

    kind = models.CharField(_("what was erased"), max_length=20)
    public_id = models.CharField(_("its number"), max_length=36)
    at = models.DateTimeField(_("at"), default=timezone.now)
    written_at = models.DateTimeField(_("in the journal since"), null=True, blank=True)

    class Meta:
        verbose_name = _("entry of the journal of erasures")
        verbose_name_plural = _("entries of the journal of erasures")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["at"], name="journal_owed", condition=models.Q(written_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"
