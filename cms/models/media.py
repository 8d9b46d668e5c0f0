from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition


class CustomImage(AbstractImage):
    """A picture; ``description`` is read to those who can't see it, unless a page marks the picture as decorative."""

    source = models.CharField(
        _("source"), max_length=255, blank=True, help_text=_("Who made the picture; shown below it on the page.")
    )

    admin_form_fields = ("title", "file", "description", "source", "collection", "tags") + (
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]


class CustomRendition(AbstractRendition):
    image = models.ForeignKey(CustomImage, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition")
        ]


def private_storage():
    return storages["private"]


class CustomDocument(AbstractDocument):
    """Wagtail's document, kept where no address leads: readers get files through publications only."""

    file = models.FileField(_("file"), upload_to="documents", storage=private_storage)

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        permissions = [("choose_document", "Can choose document")]
