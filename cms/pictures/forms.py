"""The form by which pictures come in, on every road of the admin: alone, several at once, chooser, as a new file.

Wagtail's views know no other error than those of the form. So the picture is cleaned and stored while the form is
checked, and whatever is wrong with it or with the storage is one sentence beside the field, with all else kept.
"""

import logging
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms import FileField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from ..ground.as_read import TellsOfChanges
from .cleaning import clean

logger = logging.getLogger(__name__)


HELP = {
    "title": gettext_lazy("The editors' name for it; readers never see it."),
    "file": gettext_lazy("The picture itself; the place and the author that the file names are removed."),
    "description": gettext_lazy("Read out to people who can't see the picture, and shown while it loads."),
    "collection": gettext_lazy("Where editors file it; that changes nothing on pages."),
    "tags": gettext_lazy("Words by which editors find it again; readers never see them."),
}


class PictureField(WagtailImageField):
    """Takes an uploaded picture and hands on a clean one."""

    def to_python(self, data: UploadedFile | None) -> Any:
        """Return the clean picture. Raises UnusablePicture."""
        if data is None or data in self.empty_values:
            return None
        upload = FileField(max_length=self.max_length, allow_empty_file=True).to_python(data)
        return clean(upload, upload.name, upload.size)


class PictureForm(TellsOfChanges, BaseImageForm):
    """Wagtail's form of a picture, which has stored the file once it is valid."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"] = _picture_field(self.fields["file"])
        for name in HELP.keys() & self.fields.keys():
            self.fields[name].help_text = HELP[name]

    def _post_clean(self) -> None:
        super()._post_clean()
        if "file" in self.fields and "file" in self.changed_data and not self._errors:
            self._store()

    def _store(self) -> None:
        picture = self.cleaned_data["file"]
        try:
            self.instance.file.save(picture.name, picture, save=False)
        except Exception:
            # A full disk and a bucket that doesn't answer raise different things; all mean the same here.
            logger.exception("An uploaded picture could not be stored.")
            self.instance.file = self.original_file
            sentence = _(
                "The picture could not be stored: our storage doesn't answer or is full. Please try again later, and "
                "tell those who run the website."
            )
            self.add_error("file", ValidationError(sentence, code="storage"))

    def save(self, commit: bool = True) -> Any:
        """Save the picture; without its row, its file goes again."""
        try:
            return super().save(commit=commit)
        except Exception:
            if "file" in self.changed_data:
                self.instance.file.storage.delete(self.instance.file.name)
            raise


def _picture_field(wagtails: WagtailImageField) -> PictureField:
    # Its widget links to no file and has been told how to fill in the title.
    return PictureField(
        label=wagtails.label, required=wagtails.required, max_length=wagtails.max_length, widget=wagtails.widget
    )
