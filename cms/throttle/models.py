from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.ground.raises import NEVER_SHOWN


class Counter(models.Model):
    """How often somebody tried within one window, where no shared cache counts.

    ``key`` is a keyed hash of what is limited, of whom, and of the window: no address or name can be read from it.
    """

    raises = NEVER_SHOWN

    key = models.CharField(_("key"), max_length=64, primary_key=True)
    number = models.PositiveIntegerField(_("number"))
    ends_at = models.DateTimeField(_("ends at"), db_index=True)

    class Meta:
        verbose_name = _("counter")
        verbose_name_plural = _("counters")
