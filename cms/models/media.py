from collections.abc import Callable

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    SourceImageIOError,
    get_rendition_storage,
    get_rendition_upload_to,
    get_upload_to,
)

from cms.ground.object_storage import storage_errors
from cms.ground.raises import NEVER_SHOWN, PUBLISHED_ONCE_USED
from cms.pictures.audience import Audience, audience
from cms.pictures.fields import OriginalField, RenditionField, private_storage
from cms.pictures.public_use import in_public_use
from cms.pictures.renditions import PRIVATE_FOLDER, NotInPublicUse, as_public, is_public, stored_name


class CustomImage(AbstractImage):
    """A picture; ``description`` is read to those who can't see it, unless a page marks the picture as decorative.

    The original lies where no address leads. Everybody sees public renditions, which only pages make that everybody
    reaches; staff see private ones.
    """

    raises = PUBLISHED_ONCE_USED

    file = OriginalField(
        verbose_name=_("file"),
        upload_to=get_upload_to,
        storage=private_storage,
        width_field="width",
        height_field="height",
    )
    source = models.CharField(
        _("source"), max_length=255, blank=True, help_text=_("Who made the picture; shown below it on the page.")
    )
    # How often its public renditions were removed: their next addresses are new ones.
    withdrawals = models.PositiveIntegerField(default=0, editable=False)

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

    def save(self, *args, **kwargs) -> None:
        """Save the picture; its file is cleaned and stored before, so that size and hash are those of what is stored.

        Raises UnusablePicture.
        """
        if self.file and not self.file._committed:
            self.file.save(self.file.name, self.file.file, save=False)
        super().save(*args, **kwargs)

    def get_rendition(self, filter: Filter | str) -> "CustomRendition":
        """Return the rendition for those to whom the picture is shown right now."""
        if audience() is Audience.EVERYBODY:
            try:
                return super().get_rendition(as_public(filter))
            except NotInPublicUse:
                pass
        return super().get_rendition(filter)

    def get_renditions(self, *filters: Filter | str) -> dict[str, "CustomRendition"]:
        """Return the renditions for those to whom the picture is shown right now, by their filters."""
        if audience() is Audience.EVERYBODY:
            try:
                return super().get_renditions(*map(as_public, filters))
            except NotInPublicUse:
                pass
        return super().get_renditions(*filters)

    def create_rendition(self, filter: Filter) -> "CustomRendition":
        """Make a rendition. Raises NotInPublicUse for a public one of a picture that no public page uses."""
        return self._make([filter], lambda: super(CustomImage, self).create_rendition(filter))

    def create_renditions(self, *filters: Filter) -> dict[Filter, "CustomRendition"]:
        """Make several renditions. Raises NotInPublicUse as ``create_rendition`` does."""
        return self._make(filters, lambda: super(CustomImage, self).create_renditions(*filters))

    def _make(self, filters, make: Callable):
        if any(is_public(one.spec) for one in filters) and not in_public_use([self.pk]):
            raise NotInPublicUse
        try:
            with storage_errors():
                return make()
        except OSError as error:
            # A full disk, a bucket that doesn't answer, or a broken original costs this picture, not the page.
            raise SourceImageIOError(str(error)) from error


class CustomRendition(AbstractRendition):
    raises = PUBLISHED_ONCE_USED

    image = models.ForeignKey(CustomImage, related_name="renditions", on_delete=models.CASCADE)
    file = RenditionField(
        upload_to=get_rendition_upload_to,
        storage=get_rendition_storage,
        width_field="width",
        height_field="height",
        db_index=True,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition")
        ]

    @property
    def is_public(self) -> bool:
        """Whether everybody may fetch it."""
        return is_public(self.filter_spec)

    @property
    def url(self) -> str:
        """The address in its storage, or the one of the view that asks who fetches it."""
        folder, _slash, name = self.file.name.rpartition("/")
        if folder != PRIVATE_FOLDER:
            # Public, or Wagtail's stand-in for a picture whose file is lost
            return f"{settings.MEDIA_URL}{name}" if not folder else self.file.url
        if audience() is Audience.STAFF:
            return reverse("picture_preview", args=[name])
        return reverse("pictures:for_readers", args=[name])

    def get_upload_to(self, filename: str) -> str:
        """Return a name that tells nothing and that nobody guesses."""
        return stored_name(self, filename)


class CustomDocument(AbstractDocument):
    """Wagtail's document, kept where no address leads: readers get files through publications only."""

    raises = NEVER_SHOWN

    file = models.FileField(_("file"), upload_to="documents", storage=private_storage)

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        permissions = [("choose_document", "Can choose document")]
