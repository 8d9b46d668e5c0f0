"""Pictures from before originals were cleaned and private: they lie in the public storage, as they were uploaded."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.files.storage import default_storage

from ...models.media import CustomImage, CustomRendition
from ..cleaning import clean
from ..fields import private_storage
from ..refusal import UnusablePicture
from ..renditions import NAME, PRIVATE_FOLDER, PUBLIC_FOLDER

OLD_FOLDERS = ("original_images", "images")
# Where files go that belong to no picture any more; somebody may want to look before they are thrown away.
ASIDE = "pictures-without-a-row"


@dataclass
class OldFiles:
    """What lies there: pictures, renditions under names that can be guessed, names of files that belong to no row."""

    pictures: list[CustomImage] = field(default_factory=list)
    renditions: list[CustomRendition] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)


def find_old_files() -> OldFiles:
    """Return what lies in the public storage and shouldn't."""
    found = OldFiles()
    for picture in CustomImage.objects.order_by("pk").iterator():
        if default_storage.exists(picture.file.name) and not private_storage().exists(picture.file.name):
            found.pictures.append(picture)
    keyed = re.compile(f"(?:{PUBLIC_FOLDER}|{PRIVATE_FOLDER})/{NAME}", re.ASCII)
    found.renditions = [row for row in CustomRendition.objects.order_by("pk") if not keyed.fullmatch(row.file.name)]
    named = {row.file.name for row in [*found.pictures, *found.renditions]}
    found.strays = [name for name in _stored() if name not in named and not keyed.fullmatch(name)]
    return found


def bring_in(found: OldFiles) -> list[str]:
    """Clean the pictures and make them private, drop the renditions, set the strays aside; return what was refused.

    Each is done for itself: what was done stays done when a later one fails.
    """
    for rendition in found.renditions:
        default_storage.delete(rendition.file.name)
        rendition.delete()
    refused = [sentence for picture in found.pictures if (sentence := _bring_in(picture))]
    for name in found.strays:
        with default_storage.open(name) as opened:
            private_storage().save(f"{ASIDE}/{name}", opened)
        default_storage.delete(name)
    return refused


def _bring_in(picture: CustomImage) -> str:
    old = picture.file.name
    try:
        with default_storage.open(old) as opened:
            cleaned = clean(opened, old.rpartition("/")[2], opened.size)
    except UnusablePicture as error:
        return f"{old}: {error.messages[0]}"
    picture.file.save(cleaned.name, cleaned, save=False)
    picture.save()
    default_storage.delete(old)
    return ""


def _stored() -> Iterator[str]:
    for folder in OLD_FOLDERS:
        try:
            _folders, files = default_storage.listdir(folder)
        except FileNotFoundError:
            continue
        yield from (f"{folder}/{name}" for name in sorted(files))
