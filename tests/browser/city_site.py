"""Run by ``manage.py shell``: a site with the signs of a city, and a page with each block of long texts."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cms.consequences.answers import answered_by
from cms.frame.blocks import StoryBlock
from cms.models import CustomImage
from tests.builders import add_page, make_frame, make_home
from tests.cms.videos.films import CAPTIONS, make_video

COLOUR, COLOUR_IN_THE_DARK = "#7a1030", "#f2a9bd"
HEADINGS = ["Maßnahme", "Stand", "Zuständig", "Frist"]
ROWS = [["Rampen an Haltestellen", "begonnen", "Stadtgrün", "2027"], ["Leitsystem", "geplant", "Hochbauamt", "2028"]]


def build() -> None:
    """Make the home page, the frame with all signs, and the long page."""
    home = make_home()
    body = [
        ("heading", {"text": "Ziele bis 2030"}),
        ("subheading", {"text": "Wege ohne Stufen"}),
        (
            "table",
            {
                "caption": "Maßnahmen und ihr Stand",
                "columns": [{"type": "text", "heading": heading} for heading in HEADINGS],
                "rows": [{"values": values} for values in ROWS],
            },
        ),
        (
            "video_link",
            {
                "title": "Der Plan",
                "url": "https://video.example/plan",
                "is_sign_language": True,
                "transcript": "<p>Guten Tag.</p>",
            },
        ),
        (
            "video",
            {
                "title": "Der Plan in einer Minute",
                "video": make_video(captions={"de": CAPTIONS, "en": CAPTIONS}).pk,
                "poster": _picture("standbild", 1280, 720).pk,
                "is_sign_language": True,
                "transcript": "<p>Guten Tag.</p>",
            },
        ),
        (
            "map",
            {
                "picture": _picture("karte", 1400, 800).pk,
                "text": "Das Rathaus neben der Haltestelle",
                "url": "https://karte.example/",
                "label": "Rathaus im Stadtplan",
            },
        ),
    ]
    story = StoryBlock().to_python([{"type": kind, "value": value} for kind, value in body])
    add_page(home, "Langes Konzept", slug="lang", body=story)
    frame = make_frame(
        official_text="Eine Website der Landeshauptstadt",
        official_url="https://stadt.example/",
        logo=_picture("wappen", 300, 400),
        logo_text="Wappen der Landeshauptstadt",
        icon=_picture("zeichen", 256, 256),
        colour=COLOUR,
        colour_in_the_dark=COLOUR_IN_THE_DARK,
    )
    with answered_by("test"):
        frame.save_revision().publish()


def _picture(title: str, width: int, height: int) -> CustomImage:
    output = io.BytesIO()
    Image.new("RGB", (width, height), COLOUR).save(output, "PNG")
    file = SimpleUploadedFile(f"{title}.png", output.getvalue(), "image/png")
    return CustomImage.objects.create(title=title, file=file, width=width, height=height)
