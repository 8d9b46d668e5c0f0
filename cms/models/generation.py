from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.ground.raises import NEVER_SHOWN


class Generation(models.Model):
    """One row with the number that rises, in the same transaction, with every change of what visitors are shown.

    The database raises it by itself (``cms.generation.triggers``), whoever writes and however.
    """

    raises = NEVER_SHOWN

    number = models.PositiveBigIntegerField(_("number"))

    class Meta:
        verbose_name = _("generation")
        verbose_name_plural = _("generations")

    def __str__(self) -> str:
        return str(self.number)
