"""How texts are compared that people write in many ways."""

import pytest

from cms.texts.folding import folded, letters_of


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Özdemir", "ozdemir"),
        ("STRASSE", "straße"),
        ("Łódź  \t Nord", "łodz nord"),
        ("An\u200bna\ud800\x00", "anna"),
        ("ﬁ", "fi"),
        ("", ""),
    ],
)
def test_texts_that_people_take_for_the_same_are_the_same(text, same):  # S14 S17
    assert folded(text) == folded(same)


def test_letters_and_digits_stay_without_what_stands_between_them():
    assert letters_of("K7m-Ä 9'ß.") == "K7mA9ß"
