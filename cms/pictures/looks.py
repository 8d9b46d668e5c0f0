"""What is seen of a picture: its frames, upright, and what belongs to the pixels."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PIL import ExifTags, Image

# How the camera was held -> how the picture gets upright
ORIENTATIONS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# A photograph of a phone may hold a second one (depth, brighter parts); only the first is seen.
SAME_AS = {"MPO": "JPEG"}
MAY_MOVE = ("AVIF", "GIF", "PNG", "WEBP")


@dataclass
class Look:
    """Frames carry no ``info`` but their transparency; ``durations`` are milliseconds, ``loop`` is None for once."""

    format: str
    colour_profile: bytes | None
    loop: int | None
    frames: list[Image.Image] = field(default_factory=list)
    durations: list[float] = field(default_factory=list)


def format_of(picture: Image.Image) -> str:
    """Return what Pillow calls the format, one name for a photograph with and without a second one in it."""
    name = picture.format or ""
    return SAME_AS.get(name, name)


def look_at(picture: Image.Image, check_frame: Callable[[Image.Image, int], None]) -> Look:
    """Return all that is seen; ``check_frame`` is asked before a frame is decoded, with its number from 1 on.

    Raises whatever Pillow raises for a broken file.
    """
    look = Look(format_of(picture), picture.info.get("icc_profile"), picture.info.get("loop"))
    while True:
        number = len(look.frames) + 1
        check_frame(picture, number)
        picture.load()
        look.frames.append(_upright(picture, number))
        look.durations.append(picture.info.get("duration", 0))
        if look.format not in MAY_MOVE or not _went_on(picture, number):
            return look


def _upright(picture: Image.Image, number: int) -> Image.Image:
    turn = ORIENTATIONS.get(_orientation(picture))
    frame = picture.copy() if turn is None else picture.transpose(turn)
    frame.info = {name: value for name, value in picture.info.items() if name == "transparency"}
    return frame


def _orientation(picture: Image.Image) -> int:
    try:
        return picture.getexif().get(ExifTags.Base.Orientation, 1)
    except Exception:
        # What says how the camera was held is broken; the picture isn't.
        return 1


def _went_on(picture: Image.Image, number: int) -> bool:
    try:
        picture.seek(number)
    except EOFError:
        return False
    return True
