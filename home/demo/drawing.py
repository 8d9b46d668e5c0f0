"""Shapes in the colours of the site, from which the demo's drawings are made."""

from collections.abc import Iterable

from PIL import Image, ImageDraw

BAND, DEEP, LINK, WATER = "#06414b", "#052f37", "#0a5662", "#3f7781"
SKY, PALE, WHITE, SUN, BRICK = "#dcebec", "#f0f6f6", "#ffffff", "#ffc845", "#e0654a"
TONES = ["#f2b8a0", "#8d5a3c", "#d99a73", "#5b3a29", "#e8c39e"]
# Drawn twice as large and scaled down, which smooths the edges.
FINE = 2
SIZE = (1800, 1200)


def canvas(colour: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", (SIZE[0] * FINE, SIZE[1] * FINE), colour)
    return picture, ImageDraw.Draw(picture)


def smooth(picture: Image.Image) -> Image.Image:
    return picture.resize(SIZE, Image.Resampling.LANCZOS)


def circle(draw: ImageDraw.ImageDraw, middle: tuple[float, float], radius: float, colour: str) -> None:
    x, y = middle
    ellipse(draw, (x - radius, y - radius, x + radius, y + radius), colour)


def ellipse(draw: ImageDraw.ImageDraw, box: tuple[float, float, float, float], colour: str) -> None:
    draw.ellipse([value * FINE for value in box], fill=colour)


def rectangle(draw: ImageDraw.ImageDraw, box: tuple[float, float, float, float], colour: str) -> None:
    draw.rectangle([value * FINE for value in box], fill=colour)


def polygon(draw: ImageDraw.ImageDraw, points: list[tuple[float, float]], colour: str) -> None:
    draw.polygon([(x * FINE, y * FINE) for x, y in points], fill=colour)


def rounded(draw: ImageDraw.ImageDraw, box: tuple[float, float, float, float], radius: float, colour: str) -> None:
    draw.rounded_rectangle([value * FINE for value in box], radius=radius * FINE, fill=colour)


def line(draw: ImageDraw.ImageDraw, points: Iterable[tuple[float, float]], width: float, colour: str) -> None:
    draw.line([(x * FINE, y * FINE) for x, y in points], fill=colour, width=round(width * FINE), joint="curve")


def person(draw: ImageDraw.ImageDraw, x: float, foot: float, size: float, colour: str) -> None:
    """Somebody from the front, down to the chest, who stands on a line or behind a table."""
    circle(draw, (x, foot - size * 1.62), size * 0.4, TONES[round(x / 10) % len(TONES)])
    draw.pieslice(
        [value * FINE for value in (x - size * 0.7, foot - size * 1.1, x + size * 0.7, foot + size * 1.1)],
        180,
        360,
        fill=colour,
    )


def bubble(draw: ImageDraw.ImageDraw, x: float, y: float, width: float, colour: str, lines: str) -> None:
    """What somebody says, with two lines of text in it."""
    height = width * 0.6
    rounded(draw, (x, y, x + width, y + height), width * 0.14, colour)
    polygon(
        draw,
        [(x + width * 0.2, y + height - 4), (x + width * 0.2, y + height * 1.35), (x + width * 0.5, y + height - 4)],
        colour,
    )
    for row, share in enumerate((0.7, 0.45)):
        top = y + height * (0.26 + row * 0.28)
        rounded(draw, (x + width * 0.15, top, x + width * (0.15 + share), top + height * 0.14), height * 0.07, lines)
