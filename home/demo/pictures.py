"""Plain drawings in the colours of the site, made on the spot: nobody's photographs are needed."""

import io
import math

from django.core.files.images import ImageFile
from django.utils.text import slugify
from PIL import Image, ImageDraw, ImageFont

from cms.models import CustomImage

BAND, DEEP, LINK, WATER = "#06414b", "#052f37", "#0a5662", "#3f7781"
SKY, PALE, WHITE, SUN, BRICK = "#dcebec", "#f0f6f6", "#ffffff", "#ffc845", "#e0654a"
# Drawn twice as large and scaled down, which smooths the edges.
FINE = 2
SIZE = (1800, 1200)
LOGO_SIZE = (640, 192)


def create_pictures() -> dict[str, CustomImage]:
    """Return the pictures by the key of the page that they stand on."""
    return {
        "home": _save(draw_city(), "Stadt am Fluss", "Zeichnung: Häuser und Türme an einem Fluss mit einer Brücke"),
        "events": _save(draw_tables(), "Gespräch an Tischen", "Zeichnung: Menschen sitzen an drei runden Tischen"),
        "process": _save(draw_path(), "Ein Weg mit Stationen", "Zeichnung: ein Weg mit fünf Stationen über Hügel"),
    }


def create_logos(names: list[str]) -> list[CustomImage]:
    """Return a wordmark for each partner."""
    colours = [LINK, BRICK, WATER]
    return [
        _save(draw_wordmark(name, colours[index % len(colours)]), f"Logo {name}", f"Logo: {name}")
        for index, name in enumerate(names)
    ]


def draw_city() -> Image.Image:
    """Houses and towers behind a river with a bridge."""
    picture, draw = _canvas(SKY)
    _circle(draw, (1380, 330), 130, SUN)
    for left, width, height, colour in [
        (0, 210, 330, WATER), (190, 150, 460, LINK), (330, 240, 300, BAND), (560, 170, 520, WATER),
        (720, 220, 380, LINK), (930, 150, 600, BAND), (1070, 240, 340, WATER), (1300, 170, 470, LINK),
        (1460, 190, 320, BAND), (1640, 160, 420, WATER),
    ]:  # fmt: skip
        _house(draw, left, width, height, colour)
    _polygon(draw, [(930, 260), (1005, 120), (1080, 260)], BRICK)
    _polygon(draw, [(560, 340), (645, 230), (730, 340)], SUN)
    _rectangle(draw, (0, 860, 1800, 1200), LINK)
    for row in range(4):
        _wave(draw, 940 + row * 70, phase=row * 1.3)
    _bridge(draw)
    return _smooth(picture)


def draw_tables() -> Image.Image:
    """People around three round tables, seen from above."""
    picture, draw = _canvas(PALE)
    for x, y, table in [(330, 640, SKY), (900, 560, SUN), (1470, 640, SKY)]:
        for seat in range(6):
            angle = 2 * math.pi * seat / 6 + math.pi / 6
            across, down = math.cos(angle), math.sin(angle)
            _circle(draw, (x + across * 222, y + down * 222), 58, [BAND, BRICK, WATER][seat % 3])
            _circle(draw, (x + across * 206, y + down * 206), 30, WHITE)
        _circle(draw, (x, y), 154, BAND)
        _circle(draw, (x, y), 142, table)
        for left, top in [(-72, -52), (14, -30), (-40, 22)]:
            _rectangle(draw, (x + left, y + top, x + left + 58, y + top + 42), WHITE)
    return _smooth(picture)


def draw_path() -> Image.Image:
    """A path over hills, with a sign at each step."""
    picture, draw = _canvas(SKY)
    for middle, height, colour in [(300, 520, WATER), (1500, 600, WATER), (900, 430, LINK)]:
        _ellipse(draw, (middle - 900, 1200 - height, middle + 900, 1200 + height), colour)
    points = [(x, 840 - x / 6 + math.sin(x / 210) * 90) for x in range(60, 1760, 10)]
    draw.line([(x * FINE, y * FINE) for x, y in points], fill=WHITE, width=26 * FINE, joint="curve")
    for number in range(5):
        x, y = points[14 + number * 36]
        _rectangle(draw, (x - 7, y - 170, x + 7, y), DEEP)
        _circle(draw, (x, y - 190), 62, SUN if number < 3 else WHITE)
        _circle(draw, (x, y), 26, BRICK if number == 3 else DEEP)
    return _smooth(picture)


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


def _canvas(colour: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", (SIZE[0] * FINE, SIZE[1] * FINE), colour)
    return picture, ImageDraw.Draw(picture)


def _smooth(picture: Image.Image) -> Image.Image:
    return picture.resize(SIZE, Image.Resampling.LANCZOS)


def _house(draw: ImageDraw.ImageDraw, left: int, width: int, height: int, colour: str) -> None:
    top = 860 - height
    _rectangle(draw, (left, top, left + width, 860), colour)
    for y in range(top + 40, 820, 74):
        for x in range(left + 26, left + width - 40, 56):
            _rectangle(draw, (x, y, x + 24, y + 36), SUN if (x * 7 + y) % 5 == 0 else PALE)


def _wave(draw: ImageDraw.ImageDraw, y: int, phase: float) -> None:
    points = [(x * FINE, (y + math.sin(x / 70 + phase) * 9) * FINE) for x in range(0, SIZE[0] + 10, 10)]
    draw.line(points, fill=WATER, width=7 * FINE)


def _bridge(draw: ImageDraw.ImageDraw) -> None:
    _rectangle(draw, (0, 800, 1800, 990), DEEP)
    for left in range(60, 1800, 360):
        _ellipse(draw, (left, 850, left + 300, 1130), LINK)
    _rectangle(draw, (0, 988, 1800, 1130), LINK)
    for row in range(2):
        _wave(draw, 1010 + row * 70, phase=row * 1.7)


def _circle(draw: ImageDraw.ImageDraw, middle: tuple[float, float], radius: float, colour: str) -> None:
    x, y = middle
    _ellipse(draw, (x - radius, y - radius, x + radius, y + radius), colour)


def _ellipse(draw: ImageDraw.ImageDraw, box: tuple[float, float, float, float], colour: str) -> None:
    draw.ellipse([value * FINE for value in box], fill=colour)


def _rectangle(draw: ImageDraw.ImageDraw, box: tuple[float, float, float, float], colour: str) -> None:
    draw.rectangle([value * FINE for value in box], fill=colour)


def _polygon(draw: ImageDraw.ImageDraw, points: list[tuple[float, float]], colour: str) -> None:
    draw.polygon([(x * FINE, y * FINE) for x, y in points], fill=colour)


def _save(picture: Image.Image, title: str, description: str) -> CustomImage:
    content = io.BytesIO()
    picture.save(content, "PNG", optimize=True)
    image = CustomImage(title=title, description=description, file=ImageFile(content, name=f"{slugify(title)}.png"))
    image.save()
    return image
