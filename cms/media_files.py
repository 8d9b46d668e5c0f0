"""Whether the files of pictures, videos and documents are where their rows say."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from .ground.missing_files import missing_files
from .models.media import CustomDocument, CustomImage, CustomRendition
from .models.video import Video


def broken_invariants() -> Iterator[str]:
    """Yield a sentence for each file that is missing in its storage, private or public; at most twenty of a kind."""
    for picture in missing_files(CustomImage.objects.all()):
        yield _("The original of picture %(number)d is not in the storage: %(file)s.") % _named(picture)
    for rendition in missing_files(CustomRendition.objects.all()):
        yield _("A rendition of picture %(number)d is not in the storage: %(file)s.") % {
            "number": rendition.image_id,
            "file": rendition.file.name,
        }
    for video in missing_files(Video.objects.all()):
        yield _("The file of video %(number)d is not in the storage: %(file)s.") % _named(video)
    for document in missing_files(CustomDocument.objects.all()):
        yield _("The file of document %(number)d is not in the storage: %(file)s.") % _named(document)


def _named(row) -> dict:
    return {"number": row.pk, "file": row.file.name}
