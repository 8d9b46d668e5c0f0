"""Pictures that stand around every page: also around forms and messages, which are no pages of Wagtail."""

from dataclasses import dataclass

from wagtail.images.models import SourceImageIOError

from ..models.media import CustomImage
from ..pictures.renditions import NotInPublicUse, as_public


@dataclass(frozen=True)
class FramePicture:
    url: str
    width: int
    height: int


def frame_picture(picture: CustomImage | None, spec: str) -> FramePicture | None:
    """Return the rendition that everybody may fetch; in a preview of what isn't published yet, the one for staff."""
    if picture is None:
        return None
    try:
        rendition = _rendition(picture, spec)
    except SourceImageIOError:
        # A lost original costs its picture, not the page.
        return None
    return FramePicture(rendition.url, rendition.width, rendition.height)


def _rendition(picture: CustomImage, spec: str):
    try:
        return picture.get_rendition(as_public(spec))
    except NotInPublicUse:
        return picture.get_rendition(spec)
