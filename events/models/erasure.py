from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.ground.raises import NEVER_SHOWN

from .enums import ErasedThing, ErasureCause
from .event import Event


class Erasure(models.Model):
    """One line of the diary of erasures: what was erased, when and why; nothing about the person is left in it."""

    raises = NEVER_SHOWN

    signup_public_id = models.UUIDField(_("number of the sign-up"))
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="erasures", verbose_name=_("event"))
    thing = models.CharField(_("erased"), max_length=10, choices=ErasedThing)
    cause = models.CharField(_("because"), max_length=12, choices=ErasureCause)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("user"),
    )
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("diary of erasures")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.signup_public_id.hex[:8].upper()
