"""Takes a picture in: reads it whole, turns it upright, and writes it anew with nothing but what is seen.

What a camera or a program wrote beside the pixels (place, author, device, comments, thumbnails, whatever hangs behind
the end) has no way into the new file, because that is made of pixels, colour profile, transparency and, where it moves,
the times of its frames. Nothing is searched for, so nothing can be overlooked.
"""

from pathlib import PurePath
from typing import IO

import pillow_heif
from django.conf import settings
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image

from .looks import format_of, look_at
from .refusal import UnusablePicture
from .writing import write

pillow_heif.register_heif_opener()

# What Pillow calls the content of files with these extensions; no other decoder is tried.
FORMATS = {
    "avif": "AVIF",
    "gif": "GIF",
    "heic": "HEIF",
    "heif": "HEIF",
    "jpg": "JPEG",
    "jpeg": "JPEG",
    "png": "PNG",
    "webp": "WEBP",
}
MOST_FRAMES = 300


class CleanPicture(ContentFile):
    """The content of a picture that went through ``clean``, and the name that fits it."""


def clean(content: IO[bytes], name: str, size: int) -> CleanPicture:
    """Return the picture with nothing but what is seen, as JPEG or WebP where it was HEIC.

    ``size`` is in bytes. Raises UnusablePicture, whose sentence says what is wrong with the file.
    """
    extension = PurePath(name).suffix.lower().removeprefix(".")
    _refuse_by_name_and_size(extension, size)
    content.seek(0)
    try:
        with Image.open(content, formats=sorted(set(FORMATS.values()))) as picture:
            _refuse_other_kind(extension, picture)
            look = look_at(picture, _refuse_too_much)
            data, ending = write(look, picture, lossless=look.format == "WEBP" and _is_lossless(content))
    except UnusablePicture:
        raise
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except Exception as error:
        # A broken file makes Pillow and its libraries raise whatever the place where they notice it raises.
        raise UnusablePicture(
            _("This file can't be read as a picture, or it is damaged. Please choose another one, or save it anew."),
            code="unreadable",
        ) from error
    return CleanPicture(data, name=f"{PurePath(name).stem}.{ending or extension}")


def _refuse_by_name_and_size(extension: str, size: int) -> None:
    if extension not in FORMATS or extension not in settings.WAGTAILIMAGES_EXTENSIONS:
        raise UnusablePicture(
            _("This kind of file can't be uploaded as a picture. Possible are: %(kinds)s.")
            % {"kinds": ", ".join(settings.WAGTAILIMAGES_EXTENSIONS).upper()},
            code="kind",
        )
    if size == 0:
        raise UnusablePicture(_("This file is empty. Please choose another one."), code="empty")
    if size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        raise UnusablePicture(
            _("This picture has %(size)s, but %(most)s are the most that can be uploaded. Please make it smaller.")
            % {"size": filesizeformat(size), "most": filesizeformat(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)},
            code="too_large",
        )


def _refuse_other_kind(extension: str, picture: Image.Image) -> None:
    kind = format_of(picture)
    if kind != FORMATS[extension]:
        raise UnusablePicture(
            _("The name of this file ends in .%(extension)s, but inside it is %(kind)s. Please save it anew.")
            % {"extension": extension, "kind": kind},
            code="other_kind",
        )


def _refuse_too_much(picture: Image.Image, frame: int) -> None:
    if frame > MOST_FRAMES:
        raise UnusablePicture(
            _("This moving picture has more than %(most)s frames. Please make it shorter.") % {"most": MOST_FRAMES},
            code="too_many_frames",
        )
    if picture.width * picture.height * frame > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_many_pixels()


def _too_many_pixels() -> UnusablePicture:
    return UnusablePicture(
        _("This picture has more than %(most)s million pixels. Please make it smaller.")
        % {"most": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000},
        code="too_many_pixels",
    )


def _is_lossless(content: IO[bytes]) -> bool:
    """Return whether a WebP was compressed without loss: its first chunk with pixels says so."""
    position, head = 12, b"RIFF"
    while len(head) >= 4 and head[:4] not in (b"VP8 ", b"VP8L"):
        content.seek(position)
        head = content.read(8)
        length = int.from_bytes(head[4:], "little")
        position += 8 + length + length % 2
    return head[:4] == b"VP8L"
