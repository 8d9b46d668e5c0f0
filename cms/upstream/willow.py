"""What is added to Willow, which makes the renditions: see ``docs/upstream.md``."""

import filetype
from filetype.types.image import Avif
from willow.image import INITIAL_IMAGE_CLASSES, PNGImageFile


class MovingAvif(filetype.Type):
    """A sequence of AVIF pictures, whose brand ``filetype`` doesn't know: https://aomediacodec.github.io/av1-avif/."""

    def __init__(self) -> None:
        super().__init__(mime=Avif.MIME, extension=Avif.EXTENSION)

    def match(self, buf: bytearray) -> bool:
        """Tell whether these first bytes of a file name the brand."""
        return bytes(buf[4:12]) == b"ftypavis"


def wrap_willow() -> None:
    """Let a picture that moves be read as the one that it is: a rendition shows the first frame, as of every other one.

    Willow tells a PNG that moves from one that stands still, and opens only the latter; it doesn't know such an AVIF.
    """
    INITIAL_IMAGE_CLASSES["apng"] = PNGImageFile
    filetype.add_type(MovingAvif())
