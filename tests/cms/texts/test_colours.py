"""The colours of a city can be read where the site's style sheet puts them."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation

from cms.texts.colours import DARK, LIGHT, Ground, contrast, is_colour, mixed, unreadable

SHEET = (Path(settings.BASE_DIR) / "cms/static/cms/css/site.css").read_text()
ROOT = re.compile(r":root \{(.*?)\}", re.DOTALL)


def tokens(themes: int) -> dict[str, str]:
    """The colours of the tokens in the first themes of the sheet: light, then dark."""
    found: dict[str, str] = {}
    for block in ROOT.findall(SHEET)[:themes]:
        found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block))
    return {
        name: value if len(value) == 7 else "#" + "".join(2 * letter for letter in value[1:])
        for name, value in found.items()
    }


@pytest.mark.parametrize(("grounds", "themes"), [(LIGHT, 1), (DARK, 2)])
def test_the_grounds_are_those_of_the_style_sheet(grounds, themes):
    known = tokens(themes)
    assert grounds == tuple(Ground(ground.token, known[ground.token]) for ground in grounds)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#ffffff", "21.00"), ("#ffffff", "#ffffff", "1.00"), ("#777777", "#ffffff", "4.48")],
)
def test_the_contrast_is_the_one_of_wcag(one, other, expected):
    assert (f"{contrast(one, other):.2f}", contrast(one, other)) == (expected, contrast(other, one))


def test_the_colours_that_the_site_comes_with_can_be_read():
    assert (unreadable("#0a5662", LIGHT), unreadable("#86d7e2", DARK)) == ([], [])


def test_a_sentence_says_which_pair_fails_and_by_how_much():
    with translation.override("de"):
        light, dark = unreadable("#e2001a", LIGHT), unreadable("#555555", DARK)
    sentences = [
        ("#e2001a", "gute Nachrichten", "#e6f4ea", "4,35", "0,15", "dunklere"),
        ("#555555", "gute Nachrichten", "#143124", "1,88", "2,62", "hellere"),
    ]
    assert [*light, *dark] == [
        f"{colour} ist mit „{ground}“ ({other}) nicht lesbar: Der Kontrast ist {found} zu 1 und muss 4,50 zu 1 sein. "
        f"Es fehlen {missing}. Eine {way} Farbe hilft."
        for colour, ground, other, found, missing, way in sentences
    ]


@pytest.mark.parametrize("text", ["red", "#fff", "#12345g", "#0a5662\n", "0a5662", "#0a5662;}"])
def test_only_six_digits_are_a_colour(text):
    with pytest.raises(ValidationError):
        is_colour(text)


def test_a_share_of_another_colour_is_mixed_in():
    assert (mixed("#ffffff", "#000000", 0.5), mixed("#0a5662", "#ffffff", 0)) == ("#808080", "#0a5662")
