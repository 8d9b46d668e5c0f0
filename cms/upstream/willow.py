"""What is added to Willow, which makes the renditions: see ``docs/upstream.md``."""

from willow.image import INITIAL_IMAGE_CLASSES, PNGImageFile


def wrap_willow() -> None:
    """Let a PNG that moves be read as the PNG that it is: a rendition shows its first frame, as of every other one.

    Willow tells it from one that stands still, and opens only the latter.
    """
    INITIAL_IMAGE_CLASSES["apng"] = PNGImageFile
