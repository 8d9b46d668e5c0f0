from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.ground.raises import PUBLISHED_ONCE_USED


class EventSeries(models.Model):
    """Events that belong together, such as three evenings of one round of participation, and what is fair among them.

    A person is a name in a mailbox. Whoever has a seat at one event may wait for another one; accepting an offer there
    gives the first seat back.
    """

    raises = PUBLISHED_ONCE_USED

    name = models.CharField(_("name"), max_length=200, help_text=_("For the editors; readers don't see it."))
    one_seat_each = models.BooleanField(
        _("one seat per person"),
        default=True,
        help_text=_("A person can have a seat at one event of the series only. The form says so before anybody types."),
    )
    free_from = models.DateTimeField(
        _("free from"),
        null=True,
        blank=True,
        help_text=_("From then on everybody may have a seat at several events, if some are left. Empty: never."),
    )
    without_seat_first = models.BooleanField(
        _("people without a seat come first on the waiting list"),
        default=True,
        help_text=_("Whoever has a seat at another event of the series waits behind those who have none."),
    )

    class Meta:
        verbose_name = _("series of events")
        verbose_name_plural = pgettext_lazy("plural", "series of events")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def is_one_seat_each(self, now: datetime) -> bool:
        """Return whether the rule of one seat per person holds now."""
        return self.one_seat_each and (self.free_from is None or now < self.free_from)
