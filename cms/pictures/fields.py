"""Where pictures are stored, and that none is stored before it was cleaned, whichever road it comes by."""

from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.db.models import Model
from django.db.models.fields.files import FieldFile, ImageFileDescriptor
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from .cleaning import CleanPicture, clean


def private_storage() -> Storage:
    """Return the storage to which no address leads."""
    return storages["private"]


class OriginalFile(WagtailImageFieldFile):
    """An uploaded picture; what is stored carries nothing but what is seen."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        """Clean the picture unless that is done, and store it. Raises UnusablePicture."""
        if not isinstance(content, CleanPicture):
            content = clean(content, name, content.size)
            name = content.name
        super().save(name, content, save=False)
        # Django has put another object in the place of this one; it needn't open what was just written.
        self.instance.file._file = content
        self.instance._set_image_file_metadata()
        if save:
            self.instance.save()


class OriginalDescriptor(ImageFileDescriptor):
    """Measures a file when it becomes that of the picture, and not once more when a form puts the same one back.

    Django does, and whoever corrects the title of a picture whose file is gone would get an error.
    """

    def __set__(self, instance: Model, value: object) -> None:
        """Set the file."""
        stays = isinstance(value, FieldFile) and value is instance.__dict__.get(self.field.attname)
        if not stays:
            super().__set__(instance, value)


class OriginalField(WagtailImageField):
    """The file of a picture as it was uploaded, in the private storage."""

    attr_class = OriginalFile
    descriptor_class = OriginalDescriptor


class WaitingFile(FieldFile):
    """A file of Wagtail's ``UploadedFile``, as it was uploaded, in the private storage.

    The field's own storage stands in Wagtail's migrations; this doesn't.
    """

    @property
    def storage(self) -> Storage:
        """The private storage."""
        return private_storage()

    @storage.setter
    def storage(self, storage: Storage) -> None:
        """Django sets the field's own here, which is public."""


class RenditionFile(WagtailImageFieldFile):
    """A rendition of a picture, which everybody may fetch or nobody but through a view that asks."""

    @property
    def storage(self) -> Storage:
        """The storage that follows from the rendition, also after it was kept in a cache."""
        return self.field.storage if self.instance.is_public else private_storage()

    @storage.setter
    def storage(self, storage: Storage) -> None:
        """Django sets the field's own here, which is right for public renditions only."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        """Store the rendition in the place of the same one that another process made just now, or a crash left.

        The name follows from the picture and the filter; a second file beside it would belong to no row.
        """
        self.storage.delete(self.field.generate_filename(self.instance, name))
        super().save(name, content, save)


class RenditionField(WagtailImageField):
    """The file of a rendition, in the storage that its audience asks for."""

    attr_class = RenditionFile
