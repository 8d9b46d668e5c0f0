"""What stands in a file that is to become a video: told by its content, of which nothing is played here.

An MP4 is made of boxes, some of which hold others; read are their heads, and of the film nothing at all.
"""

import struct
from collections.abc import Iterator
from itertools import count
from typing import BinaryIO, NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext

TYPES = {"mp4": "video/mp4", "webm": "video/webm"}
HOLD_OTHERS = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"udta"}
# A film has some hundreds, in five levels; more is no film.
MOST_BOXES, MOST_LEVELS = 20_000, 8
# H.264, VP9 and AV1: what browsers of every maker play.
PLAYED_EVERYWHERE = {b"avc1", b"avc3", b"vp09", b"av01"}
# Where phones write down the place.
PLACES = {b"\xa9xyz", b"loci"}
PLACE_OF_APPLE = b"com.apple.quicktime.location"
MOST_OF_A_LIST = 64 * 1024
WEBM = b"\x1a\x45\xdf\xa3"
DOCTYPE_WEBM = b"\x42\x82\x84webm"


class UnusableVideo(ValidationError):
    """Raised for a file that is no video we take in; its one message is for whoever uploads it."""


class Box(NamedTuple):
    kind: bytes
    first: int
    end: int


def content_type_of(file: File) -> str:
    """Return the type of a video that browsers play and that tells no place. Raises UnusableVideo."""
    if file.size > settings.VIDEOS_MAX_BYTES:
        sentence = gettext("This video has %(size)s; at most %(limit)s are possible. Please save it in a smaller size.")
        sizes = {"size": filesizeformat(file.size), "limit": filesizeformat(settings.VIDEOS_MAX_BYTES)}
        raise UnusableVideo(sentence % sizes)
    file.open("rb")
    file.seek(0)
    start = file.read(64)
    file.seek(0)
    kind = (file.name or "").rpartition(".")[2].lower()
    if kind == "webm" and start.startswith(WEBM) and DOCTYPE_WEBM in start:
        return TYPES[kind]
    # A film of QuickTime has the same boxes, and few browsers play it.
    if kind == "mp4" and start[4:8] == b"ftyp" and start[8:12] != b"qt  ":
        _look_into_mp4(file)
        return TYPES[kind]
    raise UnusableVideo(
        gettext("The content of this file isn't what its name says. Please save the video as an MP4 (H.264) or WebM.")
    )


def _look_into_mp4(file: File) -> None:
    try:
        boxes = list(_boxes(file, 0, file.size, MOST_LEVELS, count(1)))
    except (_Broken, struct.error) as error:
        raise UnusableVideo(gettext("This video is broken or not complete. Please save it again.")) from error
    finally:
        file.seek(0)
    if not PLAYED_EVERYWHERE.intersection(_codecs(file, boxes)):
        raise UnusableVideo(
            gettext("Many browsers can't play this video. Please save it as an MP4 with H.264, or as a WebM.")
        )
    if any(box.kind in PLACES or (box.kind == b"meta" and _names_a_place(file, box)) for box in boxes):
        raise UnusableVideo(
            gettext("This video says where it was filmed. Please save it without the place and upload that.")
        )


class _Broken(Exception):
    pass


def _boxes(file: BinaryIO | File, first: int, end: int, levels: int, numbers: Iterator[int]) -> Iterator[Box]:
    """Yield each box between these bytes, and those that it holds; ``numbers`` counts all of them together."""
    while first + 8 <= end:
        file.seek(first)
        size, kind = struct.unpack(">I4s", file.read(8))
        head = 8
        if size == 1:
            size, head = struct.unpack(">Q", file.read(8))[0], 16
        elif size == 0:
            size = end - first
        if size < head or first + size > end or not levels or next(numbers) > MOST_BOXES:
            raise _Broken
        yield Box(kind, first + head, first + size)
        if kind in HOLD_OTHERS:
            yield from _boxes(file, first + head, first + size, levels - 1, numbers)
        first += size


def _codecs(file: File, boxes: list[Box]) -> Iterator[bytes]:
    for box in boxes:
        if box.kind == b"stsd":
            # Version and number of entries come first.
            yield _beginning(file, box)[12:16]


def _names_a_place(file: File, box: Box) -> bool:
    return PLACE_OF_APPLE in _beginning(file, box)


def _beginning(file: File, box: Box) -> bytes:
    file.seek(box.first)
    return file.read(min(box.end - box.first, MOST_OF_A_LIST))
