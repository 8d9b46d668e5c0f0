"""Colours of a city, and whether people can read what stands in them (WCAG 2.2, 1.4.3)."""

from dataclasses import dataclass

from django.core.validators import RegexValidator
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

READABLE = 4.5
is_colour = RegexValidator(
    r"\A#[0-9a-fA-F]{6}\Z",
    gettext_lazy("Write the colour as # and six digits or letters from a to f, such as #0a5662."),
)


@dataclass(frozen=True)
class Ground:
    """A colour with which the city's colour meets: as writing on it, or under a writing in it."""

    token: str
    colour: str

    @property
    def words(self) -> str:
        """What editors call it."""
        return {
            "ground": _("the page"),
            "surface": _("tinted areas"),
            "raised": _("cards"),
            "good-surface": _("good news"),
            "warn-surface": _("warnings"),
            "on-button": _("the writing on buttons"),
        }[self.token]


# The values of the tokens in site.css; the writing on a button is white in the light theme, as the page is.
LIGHT = (
    Ground("ground", "#ffffff"),
    Ground("surface", "#f0f6f6"),
    Ground("raised", "#ffffff"),
    Ground("good-surface", "#e6f4ea"),
    Ground("warn-surface", "#fff4d6"),
    Ground("on-button", "#ffffff"),
)
DARK = (
    Ground("ground", "#0e181c"),
    Ground("surface", "#15242a"),
    Ground("raised", "#17282e"),
    Ground("good-surface", "#143124"),
    Ground("warn-surface", "#35290d"),
    Ground("on-button", "#06262c"),
)


def contrast(one: str, other: str) -> float:
    """Return how much two colours differ in brightness, from 1 to 21."""
    darker, brighter = sorted((_brightness(one), _brightness(other)))
    return (brighter + 0.05) / (darker + 0.05)


def unreadable(colour: str, grounds: tuple[Ground, ...]) -> list[str]:
    """Return a sentence for the ground with which a colour goes worst, and none where all can be read."""
    worst = min(grounds, key=lambda ground: contrast(colour, ground.colour))
    found = contrast(colour, worst.colour)
    if found >= READABLE:
        return []
    # Never rounded up to what would be enough.
    rounded = int(found * 100) / 100
    numbers = {"found": rounded, "needed": READABLE, "missing": READABLE - rounded}
    sentence = _(
        "%(colour)s can't be read with %(ground)s (%(other)s): the contrast is %(found)s to 1 and has to be "
        "%(needed)s to 1; %(missing)s are missing."
    )
    way = _("A darker colour helps.") if grounds == LIGHT else _("A brighter colour helps.")
    words = {"colour": colour, "ground": worst.words, "other": worst.colour}
    written = {name: number_format(number, 2) for name, number in numbers.items()}
    return [f"{sentence % {**words, **written}} {way}"]


def mixed(colour: str, other: str, share: float) -> str:
    """Return the colour with this share of another one in it."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(own * (1 - share) + its * share):02x}" for own, its in pairs)


def _channels(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _brightness(colour: str) -> float:
    parts = [channel / 255 for channel in _channels(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
