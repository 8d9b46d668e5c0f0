"""``{% guide_picture "board" "de" as picture %}``: where a picture of the guide is, and how large."""

from functools import cache
from typing import NamedTuple

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from PIL import Image

register = template.Library()


class Picture(NamedTuple):
    """Width and height in pixels."""

    url: str
    width: int
    height: int


@register.simple_tag
def guide_picture(name: str, language: str) -> Picture:
    """Return the picture of this name; ``make guide-pictures`` takes it from the running demo."""
    path = f"home/guide/{name}.{language}.webp"
    return Picture(static(path), *_size(path))


@cache
def _size(path: str) -> tuple[int, int]:
    found = finders.find(path)
    if not found:
        raise LookupError(f"There is no {path}: make guide-pictures.")
    with Image.open(found) as picture:
        return picture.size
