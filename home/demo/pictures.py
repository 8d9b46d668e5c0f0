"""The demo's pictures, drawn on the spot and kept as an editor would keep them."""

import io
from collections.abc import Callable
from itertools import cycle

from django.core.files.images import ImageFile
from django.utils.text import slugify
from PIL import Image, ImageDraw, ImageFont

from cms.models import CustomImage

from . import scenes
from .drawing import BRICK, DEEP, FINE, LINK, SUN, WATER, WHITE

LOGO_SIZE = (640, 192)


# A name, which reads the same in every language
SOURCE = "Teilhabe"

# Where a picture stands, what draws it, its title and what it shows
PICTURES: list[tuple[str, Callable[[], Image.Image], str, str]] = [
    ("home", scenes.draw_city, "Stadt am Fluss", "Zeichnung: Häuser und Türme an einem Fluss mit einer Brücke"),
    ("events", scenes.draw_tables, "Gespräch an Tischen", "Zeichnung: Menschen sitzen an drei runden Tischen"),
    ("process", scenes.draw_path, "Ein Weg mit Stationen", "Zeichnung: ein Weg mit fünf Stationen über Hügel"),
    ("concept", scenes.draw_book, "Stadt aus einem Buch", "Zeichnung: aus einem offenen Buch wächst eine Stadt"),
    ("action_plan", scenes.draw_board, "Tafel mit Zielen", "Zeichnung: eine Tafel mit vier Zielen, zwei sind abgehakt"),
    ("news zweiter-entwurf", scenes.draw_sheets, "Entwurf", "Zeichnung: Blätter eines Entwurfs und ein Stift"),
    ("news vorbereitungen-haben-begonnen", scenes.draw_morning, "Morgen", "Zeichnung: die Sonne geht auf"),
    ("field sprache", scenes.draw_languages, "Sprechblasen", "Zeichnung: drei Sprechblasen"),
    ("field schule", scenes.draw_classroom, "Klassenzimmer", "Zeichnung: Kinder vor einer Tafel"),
    ("field wohnen", scenes.draw_street, "Straße", "Zeichnung: vier Häuser mit Bäumen an einer Straße"),
]
EVENT_PICTURES: list[tuple[Callable[[], Image.Image], str, str]] = [
    (scenes.draw_cards, "Karten an der Wand", "Zeichnung: drei Menschen vor einer Wand mit Karten"),
    (scenes.draw_audience, "Publikum", "Zeichnung: Menschen in zwei Reihen vor einer Rednerin"),
    (scenes.draw_invited, "Langer Tisch", "Zeichnung: fünf Menschen an einem langen Tisch, darüber ein Brief"),
    (scenes.draw_conversation, "Gespräch", "Zeichnung: vier Menschen sprechen miteinander"),
]


def create_pictures(event_keys: list[str]) -> dict[str, CustomImage]:
    """Return the pictures by the key of the page that they stand on."""
    of_events = [(f"event {key}", *picture) for key, picture in zip(event_keys, cycle(EVENT_PICTURES), strict=False)]
    return {key: _save(draw(), title, shows) for key, draw, title, shows in PICTURES + of_events}


def create_logos(names: list[str]) -> list[CustomImage]:
    """Return a wordmark for each partner."""
    colours = [LINK, BRICK, WATER]
    return [
        _save(draw_wordmark(name, colours[index % len(colours)]), f"Logo {name}", f"Logo: {name}")
        for index, name in enumerate(names)
    ]


def draw_wordmark(name: str, colour: str) -> Image.Image:
    """A sign of two leaves and the name in two lines."""
    picture = Image.new("RGB", (LOGO_SIZE[0] * FINE, LOGO_SIZE[1] * FINE), WHITE)
    draw = ImageDraw.Draw(picture)
    draw.pieslice([20 * FINE, 36 * FINE, 140 * FINE, 156 * FINE], 90, 270, fill=colour)
    draw.pieslice([36 * FINE, 36 * FINE, 156 * FINE, 156 * FINE], 270, 90, fill=SUN)
    words = name.split(" ")
    split = (len(words) + 1) // 2
    font = ImageFont.load_default(size=44 * FINE)
    for line, text in enumerate([" ".join(words[:split]), " ".join(words[split:])]):
        draw.text((180 * FINE, (42 + line * 56) * FINE), text, fill=DEEP, font=font)
    return picture.resize(LOGO_SIZE, Image.Resampling.LANCZOS)


def _save(picture: Image.Image, title: str, description: str, source: str = SOURCE) -> CustomImage:
    content = io.BytesIO()
    picture.save(content, "PNG")
    image = CustomImage(
        title=title, description=description, source=source, file=ImageFile(content, name=f"{slugify(title)}.png")
    )
    image.save()
    return image
