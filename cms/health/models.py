from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.ground.raises import NEVER_SHOWN


class JobRun(models.Model):
    """When some worker last did a job of ``settings.WORKER_JOBS``, and when one last failed at it."""

    raises = NEVER_SHOWN

    job = models.CharField(_("job"), max_length=120, primary_key=True)
    done_at = models.DateTimeField(_("last done at"), null=True, blank=True)
    failed_at = models.DateTimeField(_("last failed at"), null=True, blank=True)
    error = models.CharField(_("last error"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("run of a job")
        verbose_name_plural = _("runs of jobs")
        ordering = ["job"]

    def __str__(self) -> str:
        return self.job
