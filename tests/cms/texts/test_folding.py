"""How texts are compared that people write in many ways."""

import pytest

from cms.texts.folding import folded


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
