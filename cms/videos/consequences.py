"""What deleting a video does to readers."""

from collections.abc import Iterator

from django.utils.translation import ngettext
from wagtail.models import ReferenceIndex

from ..consequences.consequence import Action, Consequence
from ..consequences.registry import enter
from ..models.video import Video


def register_video_consequences() -> None:
    """Enter what videos do; called when the app is ready."""
    enter(Video, Action.DELETE, of_deleting)


def of_deleting(video: Video) -> Iterator[Consequence]:
    """Yield on how many pages it is missing then."""
    number = ReferenceIndex.get_grouped_references_to(video).count()
    if number:
        text = ngettext(
            "%(number)d page shows this video; there it is missing then.",
            "%(number)d pages show this video; there it is missing then.",
            number,
        )
        yield Consequence("shown_by_pages", number, text % {"number": number})
