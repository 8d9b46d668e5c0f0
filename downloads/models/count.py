from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.ground.raises import NEVER_SHOWN
from cms.languages.core.fields import LanguageField

from .publication import Publication


class DownloadCount(models.Model):
    """How often the file of a publication in one language was fetched on one day; nothing about who fetched it."""

    raises = NEVER_SHOWN

    publication = models.ForeignKey(
        Publication, on_delete=models.CASCADE, related_name="counts", verbose_name=_("publication")
    )
    language = LanguageField(_("language"))
    day = models.DateField(_("day"))
    number = models.PositiveIntegerField(_("downloads"), default=0)

    class Meta:
        verbose_name = _("number of downloads")
        verbose_name_plural = _("numbers of downloads")
        ordering = ["-day", "publication", "language"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "language", "day"], name="one_count_per_file_and_day")
        ]
