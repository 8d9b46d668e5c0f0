from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.ground.raises import NEVER_SHOWN


class InvariantRun(models.Model):
    """What a night's check of the invariants found; one row a day, whichever worker was first."""

    raises = NEVER_SHOWN

    day = models.DateField(_("day"), unique=True)
    ran_at = models.DateTimeField(_("checked at"), default=timezone.now)
    sentences = models.JSONField(_("broken promises"), default=list)

    class Meta:
        verbose_name = _("check of the invariants")
        verbose_name_plural = _("checks of the invariants")
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"
