"""Willow, which makes the renditions, tells PNGs that move from those that stand still, and opens only the latter."""

from willow.image import INITIAL_IMAGE_CLASSES, PNGImageFile


def let_moving_png_be_opened() -> None:
    """Let a PNG that moves be read as the PNG that it is: a rendition shows its first frame, as of every other one."""
    INITIAL_IMAGE_CLASSES["apng"] = PNGImageFile
